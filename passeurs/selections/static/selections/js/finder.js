/* <form data-passeurs-finder="URL" data-paste="URL"> with one search field, then #trouvailles and [data-finder-said]:
   a combobox over the catalogue. Arrows choose, Enter adds and stays here, Escape closes; several lines pasted at once
   go to the page that reads lists. Without this file the form opens the page of results. What it says is in
   `data-said-*`. */
const WAIT = 250;

function option(item, index, add) {
  item.id = `trouvaille-${index}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.querySelector("form")?.replaceWith(...hint(item, add));
  return item;
}

function hint(item, add) {
  const shown = document.createElement("span");
  shown.className = "add-hint";
  shown.setAttribute("aria-hidden", "true");
  shown.append(item.querySelector("button .icon")?.cloneNode(true) ?? "+", ` ${add}`);
  return [shown];
}

export default function finder(form) {
  const input = form.querySelector('input[type="search"]');
  const out = document.getElementById("trouvailles");
  const said = document.querySelector("[data-finder-said]");
  const list = document.querySelector("[data-passeurs-reorder]");
  const words = form.dataset;
  const token = () => document.querySelector('input[name="csrfmiddlewaretoken"]').value;
  let options = [];
  let active = -1;
  let timer;
  let asking = null;
  let isWanted = false;

  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "trouvailles",
  })) input.setAttribute(name, value);
  form.querySelector('button[type="submit"]').classList.add("visually-hidden-script");

  function choose(index) {
    options[active]?.setAttribute("aria-selected", "false");
    active = options.length ? (index + options.length) % options.length : -1;
    const chosen = options[active];
    if (!chosen) return input.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  function close() {
    out.replaceChildren();
    options = [];
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show(html) {
    close();
    const page = document.createElement("template");
    page.innerHTML = html;
    const found = page.content.querySelector("ul.found");
    out.append(page.content);
    if (found) {
      found.setAttribute("role", "listbox");
      found.setAttribute("aria-label", words.saidFound);
      options = [...found.children].map((item, index) => option(item, index, words.saidAdd));
      choose(0);
    }
    input.setAttribute("aria-controls", "trouvailles");
    input.setAttribute("aria-expanded", String(options.length > 0));
    said.textContent = options.length
      ? (options.length > 1 ? words.saidMany : words.saidOne).replace("{count}", options.length)
      : "";
  }

  async function ask() {
    asking?.abort();
    const asked = input.value.trim();
    if (!asked) return close();
    asking = new AbortController();
    const mine = asking;
    try {
      const url = `${form.dataset.passeursFinder}?${new URLSearchParams({ q: asked })}`;
      const answer = await fetch(url, { headers: { "HX-Request": "true" }, signal: mine.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.text());
    } catch (error) {
      if (error.name === "AbortError") return;
      said.textContent = words.saidSilent;
    }
    if (asking === mine) asking = null;
    if (isWanted && options.length) add(options[active]);
    isWanted = false;
  }

  async function add(chosen) {
    if (!chosen || form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    const body = new FormData();
    body.set("thing", chosen.dataset.value);
    const headers = { "X-CSRFToken": token(), "Passeurs-Composer": "1" };
    const answer = await fetch(form.dataset.passeursFinder, { method: "POST", body, headers }).catch(() => null);
    form.ariaBusy = "false";
    if (!answer?.ok) {
      said.textContent = answer?.status === 422
        ? words.saidFull
        : words.saidOffline;
      return;
    }
    put(await answer.text(), chosen.dataset.name);
  }

  function put(html, name) {
    const page = document.createElement("template");
    page.innerHTML = html;
    const item = page.content.firstElementChild;
    const present = document.getElementById(item.id);
    if (!present) {
      list.append(item);
      list.dispatchEvent(new CustomEvent("passeurs:added", { detail: item }));
      document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: item } }));
      document.querySelector(".composer .empty-state")?.remove();
      const count = document.querySelector(".item-count");
      if (count) count.textContent = count.textContent.replace(/\d+/, list.children.length);
    }
    said.textContent = (present ? words.saidPresent : words.saidAdded).replace("{name}", name).replace("{at}", list.children.length);
    close();
    input.focus();
    input.select();
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (options.length) choose(active + (event.key === "ArrowDown" ? 1 : -1));
      else ask();
    } else if (event.key === "Escape" && options.length) {
      event.preventDefault();
      close();
    }
  });
  form.addEventListener("submit", (event) => {
    if (!list || !input.value.trim()) return;
    event.preventDefault();
    clearTimeout(timer);
    if (options.length && !asking) add(options[active]);
    else {
      isWanted = true;
      ask();
    }
  });
  out.addEventListener("click", (event) => {
    const chosen = event.target.closest('[role="option"]');
    if (chosen) add(chosen);
  });
  input.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text") ?? "";
    if (text.trim().split(/\r?\n/).length < 2) return;
    event.preventDefault();
    const sent = Object.assign(document.createElement("form"), { method: "post", action: form.dataset.paste, hidden: true });
    for (const [name, value] of [["csrfmiddlewaretoken", token()], ["lines", text]]) {
      const field = Object.assign(document.createElement("textarea"), { name, value });
      sent.append(field);
    }
    document.body.append(sent);
    sent.submit();
  });
}
