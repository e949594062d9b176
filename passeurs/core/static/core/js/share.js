/* <a href="KIT" data-passeurs-share="URL" data-title="…">: on a phone, its own sharing; elsewhere, the link leads to the kit.
   A <button hidden> without a page of its own shows itself, copies the link where nothing shares, and says so in
   its own words (`data-done`). */
export default function share(element) {
  const url = new URL(element.dataset.passeursShare || location.href, location.href).href;
  const native = navigator.share && matchMedia("(pointer: coarse)").matches;
  if (element.href) {
    if (!native) return;
    element.addEventListener("click", async (event) => {
      event.preventDefault();
      try {
        await navigator.share({ title: element.dataset.title || document.title, url });
      } catch (error) {
        if (error.name !== "AbortError") location.assign(element.href);
      }
    });
    return;
  }
  element.hidden = false;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "help";
  element.after(said);
  element.addEventListener("click", async () => {
    try {
      if (navigator.share) await navigator.share({ title: element.dataset.title || document.title, url });
      else {
        await navigator.clipboard.writeText(url);
        said.textContent = element.dataset.done;
      }
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = url;
    }
  });
}
