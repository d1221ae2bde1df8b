// Leaflet as a page without a network needs it: known as window.L, with the marker pictures inside. Its modules are
// taken, not its script: browsers read functions inside functions anew at every level, and the script has more of them.
import * as modules from "leaflet/dist/leaflet-src.esm.js";
import icon from "leaflet/dist/images/marker-icon.png";
import retina from "leaflet/dist/images/marker-icon-2x.png";
import shadow from "leaflet/dist/images/marker-shadow.png";

// What the page shows without scripts needs not be laid out, unless the browser is too old for the page's own script.
const { classList } = document.documentElement;
classList.add("geomap-scripted");
document.addEventListener("DOMContentLoaded", () => {
  if (!("geomap" in globalThis)) classList.remove("geomap-scripted");
});

// A plain object, which plugins may add to.
const L = { ...modules };
delete (L.Icon.Default.prototype as unknown as Record<string, unknown>)._getIconUrl;
L.Icon.Default.mergeOptions({ iconUrl: icon, iconRetinaUrl: retina, shadowUrl: shadow });
(globalThis as unknown as { L: typeof L }).L = L;
