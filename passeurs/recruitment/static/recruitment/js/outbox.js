/* <form data-passeurs-outbox="NAME" data-kept data-gone data-wrong>: sent without leaving the page. Without network it
   waits in this browser and leaves when the network is back, also after the page was closed and opened again. The
   server takes the same form twice for once. */
const queue = new Set();

function stored(name) {
  try { return JSON.parse(localStorage.getItem(`passeurs:outbox:${name}`)); } catch { return null; }
}

function values(form) {
  return [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
}

export default function outbox(form) {
  const name = form.dataset.passeursOutbox, key = `passeurs:outbox:${name}`;
  const state = form.querySelector("[data-outbox-state]");
  const { kept, gone, wrong } = form.dataset;
  const say = (text, isDone) => {
    state.textContent = text;
    form.closest("details")?.toggleAttribute("data-done", isDone);
  };
  const send = async () => {
    let answer;
    try {
      answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    } catch {
      say(kept, false);
      return;
    }
    if (answer.ok) { localStorage.removeItem(key); queue.delete(send); }
    say(answer.ok ? gone : wrong, answer.ok);
  };
  const waiting = stored(name);
  if (waiting) {
    for (const [field, value] of waiting.values) {
      const input = form.elements[field];
      if (input) input.value = value;
    }
    if (waiting.isSent) { queue.add(send); send(); }
  }
  const store = (isSent) => {
    try { localStorage.setItem(key, JSON.stringify({ values: values(form), isSent })); } catch { /* full or forbidden */ }
  };
  form.addEventListener("input", () => store(false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    store(true);
    queue.add(send);
    send();
  });
}
addEventListener("online", () => queue.forEach((send) => send()));
