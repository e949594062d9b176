/* <div data-passeurs-recorder="id of the file input" data-kind="voice|video" data-seconds>: records on a click and puts
   the recording into the file input, which works alone where recording does not. It speaks
   in the words of `data-said-*` (recordings/recorder_words.html). */
const TYPES = { voice: ["audio/webm", "audio/mp4", "audio/ogg"], video: ["video/webm", "video/mp4"] };

export default function recorder(box) {
  const input = document.getElementById(box.dataset.passeursRecorder);
  if (!input || !window.MediaRecorder || !navigator.mediaDevices?.getUserMedia) return;
  const said = box.dataset;
  const isVideo = box.dataset.kind === "video";
  const limit = Number(box.dataset.seconds) || 120;
  const panel = document.createElement("div");
  const button = document.createElement("button");
  const told = document.createElement("span");
  panel.className = "recorder";
  button.type = "button";
  button.className = "button button-ghost";
  button.textContent = isVideo ? said.saidFilm : said.saidRecord;
  told.setAttribute("role", "status");
  told.textContent = said.saidLimit.replace("{seconds}", limit);
  panel.append(button, told);
  input.before(panel);
  let running = null;

  async function start() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: isVideo });
    const type = TYPES[isVideo ? "video" : "voice"].find((one) => MediaRecorder.isTypeSupported(one)) ?? "";
    running = new MediaRecorder(stream, type ? { mimeType: type } : {});
    const chunks = [];
    const timer = setTimeout(() => running?.stop(), limit * 1000);
    running.addEventListener("dataavailable", (event) => chunks.push(event.data));
    running.addEventListener("stop", () => {
      clearTimeout(timer);
      for (const track of stream.getTracks()) track.stop();
      show(new Blob(chunks, { type: running.mimeType }));
      running = null;
    });
    running.start();
    button.textContent = said.saidStop;
    button.classList.add("is-on");
    told.textContent = said.saidRunning;
  }

  function show(blob) {
    const files = new DataTransfer();
    files.items.add(new File([blob], isVideo ? "video" : "voix", { type: blob.type }));
    input.files = files.files;
    panel.querySelector("audio, video")?.remove();
    const player = document.createElement(isVideo ? "video" : "audio");
    player.controls = true;
    player.src = URL.createObjectURL(blob);
    panel.append(player);
    button.textContent = said.saidAgain;
    button.classList.remove("is-on");
    told.textContent = said.saidReady;
  }

  button.addEventListener("click", () => {
    if (running) running.stop();
    else start().catch(() => { told.textContent = said.saidFailed; });
  });
}
