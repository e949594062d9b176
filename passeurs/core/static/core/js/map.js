/* <div hidden data-passeurs-map data-drawing="URL OF map_drawing.js" …> beside a list of <li data-lat data-lon>:
   the same things on a map, opened by a button, or at once where there is room for it beside the list. */
function open(holder, button) {
  const frame = document.createElement("div");
  frame.className = "map";
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", holder.dataset.label);
  holder.append(frame);
  button?.remove();
  import(holder.dataset.drawing).then((module) => module.default(holder, frame)).catch(() => holder.remove());
}

for (const holder of document.querySelectorAll("[data-passeurs-map]")) {
  holder.hidden = false;
  if (matchMedia("(min-width: 1100px)").matches) {
    open(holder);
    continue;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-ghost";
  button.textContent = holder.dataset.open;
  button.addEventListener("click", () => open(holder, button));
  holder.append(button);
  // One column: the map opens above the list, not under its last line.
  holder.parentElement.prepend(holder);
}
