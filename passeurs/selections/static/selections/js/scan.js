/* <button hidden data-passeurs-scan="ID OF FIELD" data-reader="URL OF zxing">: on click only, the camera reads the bar code
   of a book and its number goes to the field. The browser's own reader where there is one, else ZXing, fetched then.
   No picture leaves the device. Typing the number does the same. */
const FORMATS = ["ean_13"];

function isEan(text) {
  if (!/^\d{13}$/.test(text)) return false;
  const sum = [...text.slice(0, 12)].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(text[12]);
}

function script(url) {
  return new Promise((resolve, reject) => {
    if (window.ZXing) return resolve();
    const element = Object.assign(document.createElement("script"), { src: url });
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

/* A function from the video to the number it shows, or "". */
async function reader(url) {
  if ("BarcodeDetector" in window) {
    const known = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
    if (known.includes("ean_13")) {
      const detector = new window.BarcodeDetector({ formats: FORMATS });
      return async (video) => (await detector.detect(video))[0]?.rawValue ?? "";
    }
  }
  await script(url);
  const { ZXing } = window;
  const hints = new Map([[ZXing.DecodeHintType.POSSIBLE_FORMATS, [ZXing.BarcodeFormat.EAN_13]]]);
  const multi = new ZXing.MultiFormatReader();
  multi.setHints(hints);
  const canvas = document.createElement("canvas");
  return async (video) => {
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext("2d", { willReadFrequently: true }).drawImage(video, 0, 0);
    try {
      const light = new ZXing.HTMLCanvasElementLuminanceSource(canvas);
      return multi.decode(new ZXing.BinaryBitmap(new ZXing.HybridBinarizer(light))).getText();
    } catch {
      return "";
    }
  };
}

function sheet(words) {
  const dialog = document.createElement("dialog");
  dialog.className = "scan";
  dialog.setAttribute("aria-label", words.saidLabel);
  const video = Object.assign(document.createElement("video"), { playsInline: true, muted: true });
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.textContent = words.saidHow;
  const stop = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: words.saidStop });
  dialog.append(video, said, stop);
  stop.addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  return { dialog, video, said };
}

export default function scan(button) {
  if (!navigator.mediaDevices?.getUserMedia) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { dialog, video, said } = sheet(button.dataset);
    const field = document.getElementById(button.dataset.passeursScan);
    let stream = null;
    let isOpen = true;
    dialog.addEventListener("close", () => {
      isOpen = false;
      stream?.getTracks().forEach((track) => track.stop());
      dialog.remove();
      field.focus();
    });
    dialog.showModal();
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
      if (!isOpen) return stream.getTracks().forEach((track) => track.stop());
      video.srcObject = stream;
      await video.play();
      const read = await reader(button.dataset.reader);
      while (isOpen) {
        const number = await read(video);
        if (isEan(number)) {
          field.value = number;
          dialog.close();
          field.dispatchEvent(new Event("input", { bubbles: true }));
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, 180));
      }
    } catch {
      said.textContent = button.dataset.saidFailed;
    }
  });
}
