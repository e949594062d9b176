/* <form hidden data-passeurs-checkdraw data-worker data-published>: checks a draw in a worker, here, without sending
   anything. The chosen file is read; without one, the published one is fetched. What is found replaces a
   [data-outcome] of the next section: working, told, fault, unreadable. */
export default function checkdraw(form) {
  const { worker: url, published } = form.dataset;
  if (!window.Worker || !window.crypto?.subtle) return;
  const worker = new Worker(url);
  const outcomes = document.querySelectorAll("[data-outcome]");
  const show = (name, sentences) => {
    for (const outcome of outcomes) {
      outcome.hidden = outcome.dataset.outcome !== name;
      if (outcome.hidden) continue;
      outcome.querySelector("[data-sentences]")?.replaceChildren(...sentences.map((sentence) => {
        const item = document.createElement("li");
        item.textContent = sentence;
        return item;
      }));
    }
  };
  form.hidden = false;
  worker.addEventListener("message", ({ data }) => {
    const [[name, said]] = Object.entries(data);
    show(name, [said].flat());
  });
  worker.addEventListener("error", (event) => show("unreadable", [event.message ?? ""]));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    show("working", []);
    const { certificate, proof } = form.elements;
    try {
      const text = certificate.files[0] ? await certificate.files[0].text() : await (await fetch(published)).text();
      worker.postMessage({ certificate: text, proof: await proof.files[0]?.text() });
    } catch (error) {
      show("unreadable", [error.message]);
    }
  });
}
