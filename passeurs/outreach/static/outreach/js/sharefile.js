/* <button hidden data-passeurs-sharefile="URL" data-name="…" data-text="ID">: the picture itself goes to the phone's own sharing. */
export default function sharefile(button) {
  const probe = new File([""], "image.png", { type: "image/png" });
  // Only where fingers are: on a desk, the file is downloaded.
  if (!matchMedia("(pointer: coarse)").matches || !navigator.canShare?.({ files: [probe] })) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const answer = await fetch(button.dataset.passeursSharefile);
    const file = new File([await answer.blob()], button.dataset.name, { type: "image/png" });
    const text = document.getElementById(button.dataset.text)?.value;
    try {
      await navigator.share({ files: [file], text });
    } catch (error) {
      if (error.name !== "AbortError") location.assign(button.dataset.passeursSharefile);
    }
  });
}
