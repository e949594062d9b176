/* <button hidden data-passeurs-share="URL" data-title="…" data-done="Lien copié">: the device's own sharing, else the link is copied. */
export default function share(element) {
  element.hidden = false;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "help";
  element.after(said);
  element.addEventListener("click", async () => {
    const url = new URL(element.dataset.passeursShare || location.href, location.href).href;
    try {
      if (navigator.share) await navigator.share({ title: element.dataset.title || document.title, url });
      else {
        await navigator.clipboard.writeText(url);
        said.textContent = element.dataset.done || "Lien copié.";
      }
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = url;
    }
  });
}
