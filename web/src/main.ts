// The one name that the page's scripts share: geomap.createLayer, which folium's layer calls.
import { leaflet, type Leaflet } from "./leafletapi";
import { h } from "./dom";
import { Page } from "./page";
import { t } from "./words";

/** A Leaflet layer that brings the incidents, and everything around them, to the map it is added to. */
function createLayer(identifier: string): Leaflet.Layer {
  let page: Page | null = null;
  const Kind = leaflet().Layer.extend({
    onAdd(this: Leaflet.Layer, map: Leaflet.Map) {
      if (page) {
        page.show(true);
        return this;
      }
      page = new Page(map, identifier);
      if (map.getZoom() === undefined) map.setView([25, 20], 2);
      page.open().catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        map.getContainer().append(h("p", { class: "gm-broken", role: "alert" }, t("page.broken", { reason })));
        // The still picture of the page, and its table, are better than nothing.
        document.documentElement.classList.remove("geomap-scripted");
        document.documentElement.dataset.ready = "broken";
      });
      return this;
    },
    onRemove(this: Leaflet.Layer) {
      page?.show(false);
      return this;
    },
  }) as unknown as new () => Leaflet.Layer;
  return new Kind();
}

(globalThis as unknown as { geomap: { createLayer: typeof createLayer } }).geomap = { createLayer };
