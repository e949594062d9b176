/* Before the first paint: the appearance this device chose. After: the switch of the footer. */
{
  const root = document.documentElement;
  let choice = null;
  try { choice = localStorage.getItem("theme"); } catch { /* storage refused: the system decides */ }
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  apply(choice);
  document.addEventListener("DOMContentLoaded", () => {
    const set = document.querySelector("[data-passeurs-theme]");
    if (!set) return;
    set.hidden = false;
    for (const input of set.querySelectorAll("input")) input.checked = input.value === (choice || "auto");
    set.addEventListener("change", (event) => {
      apply(event.target.value);
      try { localStorage.setItem("theme", event.target.value); } catch { /* chosen for this page only */ }
    });
  });
}
