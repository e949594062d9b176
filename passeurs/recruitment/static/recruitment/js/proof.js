/* <form data-passeurs-proof data-nonce data-bits data-worker>: while one fills the form, a worker finds the number
   that tells the server this is no machine. Without it the form works too: a mail has to be opened instead. */
export default function proof(form) {
  const { nonce, bits, worker: url } = form.dataset;
  const output = form.querySelector('input[name="proof"]');
  if (!window.Worker || !window.isSecureContext) return;
  const worker = new Worker(url);
  let pending = null;
  worker.addEventListener("message", (event) => {
    output.value = event.data;
    worker.terminate();
    pending?.();
  });
  worker.postMessage({ nonce, bits: Number(bits) });
  form.addEventListener("submit", (event) => {
    if (output.value || form.dataset.waited) return;
    event.preventDefault();
    form.dataset.waited = "1";
    const send = () => form.requestSubmit(event.submitter);
    // Three seconds at most: a slow phone goes the way of the mail.
    const timer = setTimeout(send, 3000);
    pending = () => { clearTimeout(timer); send(); };
  });
}
