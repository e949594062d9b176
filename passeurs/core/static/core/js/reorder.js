/* <ol class="order" data-passeurs-reorder="URL"> whose <li data-id="…"> hold « monter » and « descendre » buttons.
   Adds a grip to drag with; dropping posts order=id,id,… (csrf from the page's form) and says the new place. */
function said(list) {
  let status = list.parentElement.querySelector(".order-said");
  if (!status) {
    status = document.createElement("p");
    status.className = "order-said visually-hidden";
    status.setAttribute("role", "status");
    list.after(status);
  }
  return status;
}

async function keep(list, item) {
  const items = [...list.children];
  const body = new FormData();
  body.set("order", items.map((one) => one.dataset.id).join(","));
  const token = document.querySelector('input[name="csrfmiddlewaretoken"]');
  const answer = await fetch(list.dataset.passeursReorder, {
    method: "POST", body, redirect: "manual", headers: token ? { "X-CSRFToken": token.value } : {},
  }).catch(() => null);
  if (answer && (answer.ok || answer.type === "opaqueredirect")) {
    said(list).textContent = `Déplacé en position ${items.indexOf(item) + 1} sur ${items.length}.`;
  } else location.reload();
}

export default function reorder(list) {
  const pattern = document.querySelector("template[data-passeurs-grip]");
  for (const item of list.children) {
    const grip = document.createElement("span");
    grip.className = "grip";
    grip.setAttribute("aria-hidden", "true");
    if (pattern) grip.append(pattern.content.cloneNode(true));
    else grip.textContent = "⠿";
    item.prepend(grip);
    let before = null;
    grip.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      before = item.nextElementSibling;
      grip.setPointerCapture(event.pointerId);
      item.classList.add("dragging");
    });
    grip.addEventListener("pointermove", (event) => {
      if (!item.classList.contains("dragging")) return;
      const over = [...list.children].find((one) => one !== item && event.clientY < one.getBoundingClientRect().top + one.offsetHeight / 2);
      if (over !== item.nextElementSibling) list.insertBefore(item, over ?? null);
    });
    const drop = () => {
      if (!item.classList.contains("dragging")) return;
      item.classList.remove("dragging");
      if (item.nextElementSibling !== before) keep(list, item);
    };
    grip.addEventListener("pointerup", drop);
    grip.addEventListener("pointercancel", drop);
  }
}
