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
    said(list).textContent = list.dataset.saidMoved.replace("{at}", items.indexOf(item) + 1).replace("{count}", items.length);
  } else location.reload();
}

export default function reorder(list) {
  const pattern = document.querySelector("template[data-passeurs-grip]");
  const hold = (item) => {
    const grip = document.createElement("span");
    grip.className = "grip";
    grip.setAttribute("aria-hidden", "true");
    if (pattern) grip.append(pattern.content.cloneNode(true));
    else grip.textContent = "⠿";
    item.prepend(grip);
    grip.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      drag(list, item);
    });
  };
  for (const item of list.children) hold(item);
  list.addEventListener("passeurs:added", (event) => hold(event.detail));
}

/* Listens on the document: moving the item in the list would lose a captured pointer. */
function drag(list, item) {
  const before = item.nextElementSibling;
  const stop = new AbortController();
  const during = { signal: stop.signal };
  item.classList.add("dragging");
  document.addEventListener("pointermove", (event) => {
    const over = [...list.children].find((one) => {
      const box = one.getBoundingClientRect();
      return one !== item && event.clientY < box.top + box.height / 2;
    });
    if ((over ?? null) !== item.nextElementSibling) list.insertBefore(item, over ?? null);
  }, during);
  const drop = () => {
    stop.abort();
    item.classList.remove("dragging");
    if (item.nextElementSibling !== before) keep(list, item);
  };
  document.addEventListener("pointerup", drop, during);
  document.addEventListener("pointercancel", drop, during);
}
