// Leaflet as a page without a network needs it: known as window.L, with the marker pictures inside.
import L from "leaflet/dist/leaflet.js";
import icon from "leaflet/dist/images/marker-icon.png";
import retina from "leaflet/dist/images/marker-icon-2x.png";
import shadow from "leaflet/dist/images/marker-shadow.png";

delete (L.Icon.Default.prototype as unknown as Record<string, unknown>)._getIconUrl;
L.Icon.Default.mergeOptions({ iconUrl: icon, iconRetinaUrl: retina, shadowUrl: shadow });
(globalThis as unknown as { L: typeof L }).L = L;
