/* Fetches a behaviour when the page, or a piece that htmx brings, holds an element that asks for it. */
const places = JSON.parse(document.querySelector('meta[name="passeurs-modules"]').content);

function wake(root) {
  for (const [name, url] of Object.entries(places)) {
    const attribute = `data-passeurs-${name}`;
    const elements = [...root.querySelectorAll(`[${attribute}]`)];
    if (root.matches?.(`[${attribute}]`)) elements.push(root);
    const asleep = elements.filter((element) => !element[attribute]);
    if (!asleep.length) continue;
    for (const element of asleep) element[attribute] = true;
    import(url).then((module) => asleep.forEach((element) => module.default(element)));
  }
}
wake(document.documentElement);
document.addEventListener("htmx:load", (event) => wake(event.detail.elt));

/* A form is sent once: a second click waits for the answer. Coming back to the page frees it. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.matches("[data-hx-post], [data-passeurs-autosave-only]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  // After the other listeners: one that cancels the sending leaves the form free.
  setTimeout(() => {
    if (event.defaultPrevented) return;
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
  });
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
});
