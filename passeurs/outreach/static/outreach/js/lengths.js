/* <textarea data-passeurs-lengths="ID">: in the list of limits, marks each that the text is beyond. */
export default function lengths(field) {
  const limits = document.querySelectorAll(`#${field.dataset.passeursLengths} [data-limit]`);
  const names = new Map([...limits].map((limit) => [limit, limit.textContent]));
  const tell = () => {
    for (const [limit, name] of names) {
      const beyond = [...field.value].length - Number(limit.dataset.limit);
      limit.toggleAttribute("data-over", beyond > 0);
      limit.textContent = beyond > 0 ? `${name} (${beyond.toLocaleString("fr-FR")} de trop)` : name;
    }
  };
  field.addEventListener("input", tell);
  tell();
}
