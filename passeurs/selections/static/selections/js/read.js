/* <article data-passeurs-read="URL">: once the page has been looked at for some seconds, says so; nothing about who. */
const SECONDS = 8;

export default function read(element) {
  let seen = 0;
  const timer = setInterval(() => {
    if (document.visibilityState !== "visible") return;
    seen += 1;
    if (seen < SECONDS) return;
    clearInterval(timer);
    navigator.sendBeacon?.(element.dataset.passeursRead);
  }, 1000);
}
