/* How many characters are left; said aloud only when one pauses near the end. */
export default function counter(element) {
  const control = document.getElementById(element.dataset.passeursCounter);
  const limit = control?.maxLength;
  if (!(limit > 0)) return;
  const language = document.documentElement.lang;
  const plurals = new Intl.PluralRules(language);
  const spoken = document.createElement("span");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  const seen = document.createElement("span");
  const start = element.textContent.trim();
  element.replaceChildren(seen);
  element.after(spoken);
  let wait;
  const tell = () => {
    // The server counts a line break as two characters, and so does the browser's own limit check on sending.
    const left = limit - control.value.length;
    const word = plurals.select(left) === "one" ? element.dataset.one : element.dataset.many;
    seen.textContent = control.value ? `${left.toLocaleString(language)} ${word}` : start;
    clearTimeout(wait);
    if (left <= limit / 5) wait = setTimeout(() => { spoken.textContent = seen.textContent; }, 1000);
  };
  control.addEventListener("input", tell);
  tell();
}
