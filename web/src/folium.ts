// What folium's own elements expect to find on a page and a page without a network lacks: the two uses that they make of
// jQuery, and coloured pins. It comes only with maps to which somebody added such elements; what it turns into markup
// was written by that programmer, as with every folium map.
import { svg } from "./dom";
import { leaflet } from "./leafletapi";

type Ready = { ready: (call: () => void) => void };

function dollar(what: string | Document): ArrayLike<Element> | Ready {
  if (what instanceof Document) {
    return { ready: (call) => (what.readyState === "loading" ? what.addEventListener("DOMContentLoaded", call) : call()) };
  }
  const template = document.createElement("template");
  template.innerHTML = what;
  return template.content.children;
}

const COLOURS: Record<string, string> = {
  red: "#d63e2a",
  darkred: "#a23336",
  lightred: "#ff8e7f",
  orange: "#f69730",
  beige: "#ffcb92",
  green: "#72b026",
  darkgreen: "#728224",
  lightgreen: "#bbf970",
  blue: "#38aadd",
  darkblue: "#0065a0",
  lightblue: "#8adaff",
  purple: "#d252b9",
  darkpurple: "#5b396b",
  pink: "#ff91ea",
  cadetblue: "#436978",
  white: "#fbfbfb",
  gray: "#575757",
  lightgray: "#a3a3a3",
  black: "#303030",
};

/** A pin in the colour that folium.Icon asks for; its little picture needs a font from elsewhere and is left out. */
function pin(options: { markerColor?: string }): L.DivIcon {
  const colour = COLOURS[options.markerColor ?? "blue"] ?? options.markerColor ?? "#38aadd";
  const picture = svg("svg", { viewBox: "0 0 28 40", width: 28, height: 40 });
  picture.append(
    svg("path", { d: "M14 39C10 29 2 22 2 14a12 12 0 0 1 24 0c0 8-8 15-12 25z", fill: colour, stroke: "#fff", "stroke-width": 1.5 }),
    svg("circle", { cx: 14, cy: 14, r: 4.5, fill: "#fff" }),
  );
  return leaflet().divIcon({ html: picture as unknown as HTMLElement, className: "gm-pin", iconSize: [28, 40], iconAnchor: [14, 39], popupAnchor: [0, -34] });
}

const page = globalThis as unknown as { $?: typeof dollar; L: { AwesomeMarkers?: { icon: typeof pin } } };
page.$ ??= dollar;
page.L.AwesomeMarkers ??= { icon: pin };
