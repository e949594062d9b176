/* <textarea data-passeurs-lengths="ID">: in the list of limits, marks each that the text is beyond, in the words of
   `data-said-beyond`. */
export default function lengths(field) {
  const language = document.documentElement.lang;
  const limits = document.querySelectorAll(`#${field.dataset.passeursLengths} [data-limit]`);
  const names = new Map([...limits].map((limit) => [limit, limit.textContent]));
  const tell = () => {
    for (const [limit, name] of names) {
      const beyond = [...field.value].length - Number(limit.dataset.limit);
      limit.toggleAttribute("data-over", beyond > 0);
      limit.textContent = beyond > 0 ? `${name} (${field.dataset.saidBeyond.replace("{count}", beyond.toLocaleString(language))})` : name;
    }
  };
  field.addEventListener("input", tell);
  tell();
}
