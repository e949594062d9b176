/* <form data-passeurs-keep="NAME">: what is typed stays in this browser until the server has it. A lost connection
   loses nothing: the texts come back with the page, and sending waits for the network. */
const DAY = 86400000;
const SENT = 600000;

function fields(form) {
  return [...form.elements].filter((one) => one.name && !["hidden", "file", "submit", "button"].includes(one.type));
}

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    // What was sent is with the server, unless the network broke at that very moment: kept a little while.
    return kept && Date.now() - kept.at < (kept.isSent ? SENT : 14 * DAY) ? kept : null;
  } catch { return null; }
}

function say(form, text) {
  let line = form.querySelector("[data-keep-state]");
  if (!line) {
    line = document.createElement("p");
    line.className = "notice notice-warning";
    line.dataset.keepState = "";
    line.setAttribute("role", "status");
    form.prepend(line);
  }
  line.textContent = text;
}

function restore(form, values) {
  let changed = 0;
  for (const one of fields(form)) {
    const wanted = values[one.name];
    if (wanted === undefined) continue;
    if (one.type === "checkbox" || one.type === "radio") {
      const on = wanted.includes(one.value);
      if (one.checked !== on) { one.checked = on; changed += 1; }
    } else if (one.value !== wanted[0]) { one.value = wanted[0]; changed += 1; }
  }
  return changed;
}

export default function keep(form) {
  const key = `passeurs:${form.dataset.passeursKeep}`;
  const kept = read(key);
  if (kept && restore(form, kept.values)) {
    say(form, form.dataset.saidFound);
    // Modules wake in any order: one that saves may come after this event, and reads the mark instead.
    form.dataset.restored = "";
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }
  form.addEventListener("input", () => {
    const values = {};
    for (const one of fields(form)) {
      values[one.name] ??= [];
      if ((one.type !== "checkbox" && one.type !== "radio") || one.checked) values[one.name].push(one.value);
    }
    try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), values })); } catch { /* full or forbidden: the server still keeps it */ }
  });
  form.addEventListener("passeurs:saved", () => localStorage.removeItem(key));
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) {
      const last = read(key);
      if (last) localStorage.setItem(key, JSON.stringify({ ...last, at: Date.now(), isSent: true }));
      return;
    }
    event.preventDefault();
    say(form, form.dataset.saidOffline);
    form.querySelector("[data-keep-state]").scrollIntoView({ block: "center" });
  });
}
