/* What a visitor keeps on this device: no account, no request. A device that keeps nothing shows nothing.
   <button hidden aria-pressed="false" data-passeurs-wish="lieu-12"> keeps a thing, or lets it go;
   <p hidden data-passeurs-wish="list"> holds the link to the list and its [data-count];
   <div data-passeurs-wish="take"> is the empty list to take away: it asks for the kept things by their names;
   <div data-passeurs-wish="taken"> is the list shown: its [data-clear] empties it. */
const KEY = "passeurs:wishes";
const MOST = 60;
const REF = /^(lieu|offre|oeuvre)-\d{1,18}$/;

function kept() {
  try {
    const refs = JSON.parse(localStorage.getItem(KEY) ?? "[]");
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
