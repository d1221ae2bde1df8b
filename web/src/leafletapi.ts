// Leaflet is on the page before this script: our own copy, or the one of the folium map that the layer was added to.
import type * as Leaflet from "leaflet";

export type { Leaflet };

export const leaflet = (): typeof Leaflet => (globalThis as unknown as { L: typeof Leaflet }).L;
