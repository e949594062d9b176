/* <form data-passeurs-autosave="URL">: sends the form 1.5 s after the last change, and says so in [data-save-state],
   in the words of `data-said-*` (components/autosave_words.html).
   The server answers 2xx when it kept the draft, 422 when something is to correct, 409 when somebody else changed the same
   text: nothing is overwritten, the button shows both. `Passeurs-Marks` gives the page its new marks (base-<name>).
   One sending at a time: a second one would fight with what the first has just saved. */
const PATIENCE = 4000;

function remark(form, answer) {
  const marks = answer.headers.get("Passeurs-Marks");
  if (!marks) return;
  for (const [name, value] of Object.entries(JSON.parse(marks))) {
    const field = form.querySelector(`input[name="base-${CSS.escape(name)}"]`);
    if (field) field.value = value;
  }
}

export default function autosave(form) {
  const url = form.dataset.passeursAutosave || form.action;
  const said = form.dataset;
  let state = form.querySelector("[data-save-state]");
  if (!state) {
    state = document.createElement("p");
    state.className = "save-state";
    form.append(state);
  }
  state.setAttribute("role", "status");
  let timer;
  let sending = null;
  let isChanged = false;
  let stopped = false;

  async function send() {
    if (stopped) return;
    if (sending) return sending.then(later);
    isChanged = false;
    sending = post();
    await sending;
    sending = null;
    if (isChanged) later();
  }

  async function post() {
    try {
      const body = new FormData(form);
      body.set("autosave", "1");
      // Files are sent once, by the buttons.
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      const answer = await fetch(url, { method: "POST", body, headers: { Accept: "text/html" }, redirect: "manual" });
      const kept = answer.ok || answer.type === "opaqueredirect";
      state.classList.toggle("late", answer.status === 409);
      if (kept) {
        remark(form, answer);
        form.dispatchEvent(new CustomEvent("passeurs:saved"));
        // What was typed while this was on its way is not saved yet.
        const saved = isChanged ? said.saidWait : said.saidSaved;
        state.textContent = answer.headers.get("Passeurs-Others") ? said.saidOthers : saved;
      } else state.textContent = { 422: said.saidInvalid, 409: said.saidConflict }[answer.status] ?? said.saidFailed;
      if (answer.status >= 500) timer = setTimeout(send, 10000);
    } catch {
      state.textContent = said.saidFailed;
      timer = setTimeout(send, 10000);
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(send, 1500);
  }

  function changed() {
    isChanged = true;
    state.textContent = said.saidWait;
    later();
  }

  form.addEventListener("input", changed);
  if ("restored" in form.dataset) changed();
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!sending || stopped) {
      stopped = true;
      return;
    }
    // The page has the marks of before what is being saved: wait for the new ones, then send as asked.
    event.preventDefault();
    const { submitter } = event;
    Promise.race([sending, new Promise((resolve) => setTimeout(resolve, PATIENCE))]).then(() => {
      stopped = true;
      form.requestSubmit(submitter);
    });
  });
  addEventListener("pageshow", () => { stopped = false; });
}
