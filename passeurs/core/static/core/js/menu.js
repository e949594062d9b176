/* A menu made of <details> closes with Escape, a click outside or when the focus leaves it. */
export default function menu(element) {
  const close = () => { element.open = false; };
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    close();
    element.querySelector("summary").focus();
  });
  element.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !element.contains(event.relatedTarget)) close();
  });
  document.addEventListener("click", (event) => {
    if (!element.contains(event.target)) close();
  });
}
