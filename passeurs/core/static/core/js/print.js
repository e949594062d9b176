/* <button hidden data-passeurs-print>: the browser's own printing. */
export default function print(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
