/* After a refused form, the reader starts at the list of what to correct (but in the gallery). */
export default function summary(element) {
  if (!element.closest("[data-quiet]")) element.focus();
  element.addEventListener("click", (event) => {
    const id = event.target.closest("a")?.hash.slice(1);
    const control = id && document.getElementById(id);
    if (!control) return;
    event.preventDefault();
    control.scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
  });
}
