/* <button hidden data-passeurs-locate="ID OF FIELD" data-failed="…">: on click only, asks the device where it is,
   writes it into the field rounded to about 100 m, and sends the form. Nothing is stored. */
for (const button of document.querySelectorAll("[data-passeurs-locate]")) {
  if (!navigator.geolocation) continue;
  button.hidden = false;
  const said = document.createElement("p");
  said.className = "help";
  said.setAttribute("role", "status");
  button.after(said);
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const field = document.getElementById(button.dataset.passeursLocate);
        field.value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`;
        button.disabled = false;
        field.form.requestSubmit();
      },
      () => {
        button.disabled = false;
        said.textContent = button.dataset.failed;
      },
      { maximumAge: 60000, timeout: 10000 },
    );
  });
}
