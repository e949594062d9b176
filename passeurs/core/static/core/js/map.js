/* <div hidden data-passeurs-map …> beside a list of <li data-lat data-lon>: the same things on a map.
   Leaflet is fetched when the map is opened (at once where there is room for it beside the list). */
function loaded(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

function points(list) {
  return [...list.querySelectorAll("li[data-lat]")].map((item) => ({
    item,
    at: [Number(item.dataset.lat), Number(item.dataset.lon)],
    link: item.querySelector("a[href]"),
  }));
}

async function ground(L, map, data) {
  if (data.tiles) {
    L.tileLayer(data.tiles, { attribution: data.tilesAttribution, maxZoom: 19 }).addTo(map);
    return;
  }
  const answer = await fetch(data.outlines);
  if (!answer.ok) return;
  const shapes = await answer.json();
  L.geoJSON(shapes, { className: "map-outline", interactive: false, attribution: data.outlinesAttribution })
    .addTo(map).bringToBack();
}

async function draw(holder, frame) {
  const data = holder.dataset;
  await Promise.all([loaded("link", { rel: "stylesheet", href: data.style }), loaded("script", { src: data.script })]);
  const L = window.L;
  const here = [Number(data.lat), Number(data.lon)];
  const map = L.map(frame, { zoomControl: false, attributionControl: true, maxZoom: 18 }).setView(here, 12);
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: data.zoomIn, zoomOutTitle: data.zoomOut }).addTo(map);
  const spot = L.circleMarker(here, { radius: 9, className: "map-here", interactive: false }).addTo(map);
  const around = points(document);
  for (const { item, at, link } of around) {
    const label = document.createElement("a");
    label.href = link.href;
    label.textContent = link.textContent;
    const marker = L.circleMarker(at, { radius: 8, className: "map-point" }).bindPopup(label).addTo(map);
    marker.on("popupopen popupclose", (event) => item.classList.toggle("is-shown", event.type === "popupopen"));
    item.addEventListener("mouseenter", () => marker.setRadius(13));
    item.addEventListener("mouseleave", () => marker.setRadius(8));
  }
  const bounds = L.latLngBounds([here, ...around.map((point) => point.at)]);
  map.fitBounds(bounds.pad(0.1), { maxZoom: 15, animate: false });
  spot.bringToFront();
  await ground(L, map, data);
}

function open(holder, button) {
  const frame = document.createElement("div");
  frame.className = "map";
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", holder.dataset.label);
  holder.append(frame);
  button?.remove();
  draw(holder, frame).catch(() => holder.remove());
}

for (const holder of document.querySelectorAll("[data-passeurs-map]")) {
  holder.hidden = false;
  if (matchMedia("(min-width: 1100px)").matches) {
    open(holder);
    continue;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-ghost";
  button.textContent = holder.dataset.open;
  button.addEventListener("click", () => open(holder, button));
  // One column: the map opens above the list, not under its last line.
  holder.parentElement.prepend(holder);
  holder.append(button);
}
