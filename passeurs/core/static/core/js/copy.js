/* <button hidden data-passeurs-copy="ID">: copies the text of a field, as it is now, and says so. */
export default function copy(button) {
  const field = document.getElementById(button.dataset.passeursCopy);
  if (!field || !navigator.clipboard) return;
  button.hidden = false;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "visually-hidden";
  button.after(said);
  button.addEventListener("click", async () => {
    const label = [...button.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const before = label.data;
    try {
      await navigator.clipboard.writeText(field.value);
      label.data = button.dataset.done;
    } catch {
      field.focus();
      field.select();
      label.data = button.dataset.chosen;
    }
    said.textContent = `${label.data}.`;
    setTimeout(() => { label.data = before; said.textContent = ""; }, 4000);
  });
}
