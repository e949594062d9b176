/* <form data-passeurs-autosave="URL">: sends the form 1.5 s after the last change, and says so in [data-save-state].
   The server answers 2xx when it kept the draft, 422 when something is to correct; buttons still send as usual. */
const WORDS = {
  wait: "Modifications en cours…",
  saved: "Brouillon enregistré.",
  invalid: "Pas encore enregistré : un champ est à corriger.",
  failed: "Pas de réseau : garde cette page ouverte, nous réessayons.",
};

export default function autosave(form) {
  const url = form.dataset.passeursAutosave || form.action;
  let state = form.querySelector("[data-save-state]");
  if (!state) {
    state = document.createElement("p");
    state.className = "save-state";
    form.append(state);
  }
  state.setAttribute("role", "status");
  let timer;
  let sending = null;
  let stopped = false;

  async function send() {
    if (stopped) return;
    sending?.abort();
    sending = new AbortController();
    const mine = sending;
    try {
      const body = new FormData(form);
      body.set("autosave", "1");
      // Files are sent once, by the buttons.
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      const answer = await fetch(url, { method: "POST", body, signal: mine.signal, headers: { Accept: "text/html" }, redirect: "manual" });
      const kept = answer.ok || answer.type === "opaqueredirect";
      state.textContent = kept ? WORDS.saved : answer.status === 422 ? WORDS.invalid : WORDS.failed;
      if (kept) form.dispatchEvent(new CustomEvent("passeurs:saved"));
      if (!kept && answer.status >= 500) timer = setTimeout(send, 10000);
    } catch (error) {
      if (error.name === "AbortError") return;
      state.textContent = WORDS.failed;
      timer = setTimeout(send, 10000);
    }
  }
  form.addEventListener("input", () => {
    state.textContent = WORDS.wait;
    clearTimeout(timer);
    timer = setTimeout(send, 1500);
  });
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(timer);
    sending?.abort();
  });
  addEventListener("pageshow", () => { stopped = false; });
}
