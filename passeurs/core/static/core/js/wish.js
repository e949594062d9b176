/* What a visitor keeps on this device: no account, no request. A device that keeps nothing shows nothing.
   <button hidden aria-pressed="false" data-passeurs-wish="lieu-12"> keeps a thing, or lets it go;
   <p hidden data-passeurs-wish="list"> holds the link to the list and its [data-count];
   <div data-passeurs-wish="take"> is the empty list to take away: it asks for the kept things by their names;
   <div data-passeurs-wish="taken"> is the list shown: its [data-clear] empties it;
   <input type="hidden" data-passeurs-wish="send"> tells a sign-in which venues this device kept, to join the account;
   <form hidden data-passeurs-wish="join"> offers the same later, with their [data-count];
   <span data-passeurs-wish="joined" data-refs="lieu-12.lieu-40"> says which ones need not be told again. The list
   itself stays as it is. */
const KEY = "passeurs:wishes";
const JOINED = "passeurs:joined";
const MOST = 60;
const REF = /^(lieu|offre|oeuvre)-\d{1,18}$/;

function kept(key = KEY) {
  try {
    const refs = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(refs) ? refs.filter((ref) => REF.test(ref)) : [];
  } catch {
    return [];
  }
}

function keep(refs) {
  localStorage.setItem(KEY, JSON.stringify(refs.slice(-MOST)));
  dispatchEvent(new Event("passeurs:wishes"));
}

function follow(show) {
  show();
  addEventListener("passeurs:wishes", show);
  addEventListener("storage", show);
}

/* Venues that no account was told of yet: told once, even on a device that several people use. */
function untold() {
  const told = kept(JOINED);
  return kept().filter((ref) => ref.startsWith("lieu-") && !told.includes(ref));
}

function button(element, ref) {
  element.hidden = false;
  follow(() => element.setAttribute("aria-pressed", String(kept().includes(ref))));
  element.addEventListener("click", () => {
    const refs = kept();
    keep(refs.includes(ref) ? refs.filter((one) => one !== ref) : [...refs, ref]);
  });
}

const ROLES = {
  list(element) {
    const count = element.querySelector("[data-count]");
    follow(() => {
      count.textContent = kept().length;
      element.hidden = !kept().length;
    });
  },
  take() {
    const asked = new URLSearchParams(location.search);
    if (kept().length && !asked.has("l") && !asked.has("de")) location.replace(`?l=${kept().join(".")}`);
  },
  taken(element) {
    const clear = element.querySelector("[data-clear]");
    if (!clear || !kept().length) return;
    clear.hidden = false;
    clear.addEventListener("click", () => {
      keep([]);
      location.assign(location.pathname);
    });
  },
  send(element) {
    element.value = untold().join(".");
  },
  join(element) {
    follow(() => {
      const refs = untold();
      element.querySelector("[name=device_list]").value = refs.join(".");
      element.querySelector("[data-count]").textContent = refs.length;
      element.hidden = !refs.length;
    });
  },
  joined(element) {
    const told = [...kept(JOINED), ...element.dataset.refs.split(".").filter((ref) => REF.test(ref))];
    // What is no longer on the list needs no remembering.
    localStorage.setItem(JOINED, JSON.stringify(kept().filter((ref) => told.includes(ref))));
    dispatchEvent(new Event("passeurs:wishes"));
  },
};

export default function wish(element) {
  const role = element.dataset.passeursWish;
  try {
    localStorage.setItem(`${KEY}:try`, "1");
    localStorage.removeItem(`${KEY}:try`);
  } catch {
    return;
  }
  if (REF.test(role)) button(element, role);
  else ROLES[role]?.(element);
}
