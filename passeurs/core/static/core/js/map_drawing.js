/* Draws the map of a list: Leaflet, the ground, one point per item. Fetched by map.js when a map is opened. */
function loaded(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

function points() {
  return [...document.querySelectorAll("li[data-lat]")].map((item) => ({
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

function place(L, map, { item, at, link }) {
  const label = document.createElement("a");
  label.href = link.href;
  label.textContent = link.textContent;
  const marker = L.circleMarker(at, { radius: 8, className: "map-point" }).bindPopup(label).addTo(map);
  marker.on("popupopen popupclose", (event) => item.classList.toggle("is-shown", event.type === "popupopen"));
  item.addEventListener("mouseenter", () => marker.setRadius(13));
  item.addEventListener("mouseleave", () => marker.setRadius(8));
}

export default async function draw(holder, frame) {
  const data = holder.dataset;
  await Promise.all([loaded("link", { rel: "stylesheet", href: data.style }), loaded("script", { src: data.script })]);
  const L = window.L;
  const here = [Number(data.lat), Number(data.lon)];
  const map = L.map(frame, { zoomControl: false, maxZoom: 18 }).setView(here, 12);
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: data.zoomIn, zoomOutTitle: data.zoomOut }).addTo(map);
  const around = points();
  for (const point of around) place(L, map, point);
  L.circleMarker(here, { radius: 9, className: "map-here", interactive: false }).addTo(map);
  const bounds = L.latLngBounds([here, ...around.map((point) => point.at)]);
  map.fitBounds(bounds.pad(0.1), { maxZoom: 15, animate: false });
  await ground(L, map, data);
}
