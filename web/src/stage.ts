// The map itself: the ground, the labels and the incidents on canvases, and what pointer and keys do there.
import type { App } from "./app";
import { CanvasLayer } from "./canvas";
import { h } from "./dom";
import type { Grounds } from "./ground/ground";
import { Labels } from "./ground/labels";
import { GroundPicture } from "./ground/picture";
import { leaflet, type Leaflet } from "./leafletapi";
import { wantsCalm } from "./motion";
import { listRow } from "./panel/row";

/** So close that what still lies together shares a place. */
const CLOSEST = 12;
/** The map does not open at the poles, where its scale runs away; what lies there is a zoom out away. */
const LATITUDE_EDGE = 72;

export class Stage {
  readonly marks: CanvasLayer;
  private readonly ground: CanvasLayer;
  private readonly picture: GroundPicture | null;
  private readonly tip = h("div", { class: "gm-tip", hidden: true, "aria-hidden": "true" });

  constructor(
    private readonly app: App,
    private readonly grounds: Grounds | null,
  ) {
    const { map } = app;
    this.picture = grounds && new GroundPicture(grounds, new Labels(app.incidents.meta.labels));
    this.pane("gm-ground", 150);
    this.pane("gm-marks", 450);
    this.ground = new CanvasLayer((view) => this.picture?.paint(view, app.theme, app.painter.boxes()), "gm-ground");
    this.marks = new CanvasLayer((view) => app.painter.paint(view), "gm-marks");
    app.root.append(this.tip);
    map.on("click", (event) => this.click(event));
    map.on("mousemove", (event) => this.point(event));
    map.on("mouseout movestart", () => this.untip());
    map.on("zoomend", () => {
      if (this.grounds?.lacks(map.getZoom())) void this.refine();
    });
    app.onChange((change) => {
      this.marks.schedule();
      // Names make way for marks when the map or the filter changes, but stand still while days are dragged along.
      if (change === "theme" || change === "filter" || (change === "selection" && this.tintChanges())) this.ground.schedule();
      if (change === "selection" && app.selected !== null && !app.still) this.bringIntoView(app.selected);
    });
  }

  /** Put the layers on the map. The order is the order of drawing: names make way for marks that are drawn already. */
  async open(): Promise<void> {
    const { map } = this.app;
    if (this.grounds?.lacks(map.getZoom())) await this.grounds.refine();
    this.add();
    this.addTiles();
  }

  add(): void {
    for (const { layer } of this.layers()) this.app.map.addLayer(layer);
  }

  remove(): void {
    for (const { layer } of this.layers()) this.app.map.removeLayer(layer);
  }

  /** Read the fine base map, which is drawn from near, if it was not read yet. */
  async refine(): Promise<void> {
    if (!(await this.grounds?.refine())) return;
    this.ground.schedule();
  }

  private layers(): CanvasLayer[] {
    return this.picture ? [this.marks, this.ground] : [this.marks];
  }

  /** Draw everything now. */
  draw(): void {
    this.marks.draw();
    this.ground.draw();
  }

  canvases(): HTMLCanvasElement[] {
    const { ground, marks } = this;
    return this.picture ? [ground.canvas, marks.canvas] : [marks.canvas];
  }

  /** The whole of what is shown, clear of panel, card and time line. */
  fit(animate: boolean): void {
    const { incidents, filter, map } = this.app;
    const longitudes = new Longitudes();
    let [south, north] = [90, -90];
    for (let at = 0; at < filter.shownCount; at += 1) {
      const row = filter.shown[at]!;
      if (Number.isNaN(incidents.x[row]!)) continue;
      const latitude = incidents.latitude(row)!;
      longitudes.add(incidents.longitude(row)!);
      south = Math.min(south, Math.max(-LATITUDE_EDGE, latitude));
      north = Math.max(north, Math.min(LATITUDE_EDGE, latitude));
    }
    const window = longitudes.window();
    if (!window) {
      map.setView([25, 20], 2, { animate: false });
      return;
    }
    const [west, east] = window;
    const { left, right, top, bottom } = this.free();
    map.fitBounds([[south, west], [north, east]], { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom], maxZoom: 8, animate });
  }

  /** The room around the part of the map that nothing covers, in pixels. */
  private free(): { left: number; right: number; top: number; bottom: number } {
    const box = this.app.root.getBoundingClientRect();
    const free = { left: 40, right: 64, top: 40, bottom: 40 };
    const rtl = getComputedStyle(this.app.root).direction === "rtl";
    const at = (selector: string): DOMRect | null => {
      const element = this.app.root.querySelector<HTMLElement>(selector);
      const rectangle = element && !element.hidden ? element.getBoundingClientRect() : null;
      return rectangle && rectangle.width > 0 ? rectangle : null;
    };
    const panel = at(".gm-panel");
    const wide = this.app.root.dataset.size !== "narrow";
    if (panel && wide) free[rtl ? "right" : "left"] += panel.width;
    const timeline = at(".gm-timeline");
    if (timeline) free.bottom += Math.max(0, box.bottom - timeline.top);
    const card = at(".gm-card");
    if (card && wide) free[rtl ? "left" : "right"] += card.width;
    return free;
  }

  private bringIntoView(row: number): void {
    const { map, incidents } = this.app;
    const latitude = incidents.latitude(row);
    if (latitude === null) return;
    const size = map.getSize();
    const middle = map.getCenter().lng;
    const longitude = incidents.longitude(row)! + 360 * Math.round((middle - incidents.longitude(row)!) / 360);
    const point = map.latLngToContainerPoint([latitude, longitude]);
    // Once the card is laid out, so that what it covers is known.
    requestAnimationFrame(() => {
      const free = this.free();
      const [right, bottom] = [size.x - free.right, size.y - free.bottom];
      if (right <= free.left || bottom <= free.top) return;
      const dx = point.x < free.left ? point.x - free.left - 20 : point.x > right ? point.x - right + 20 : 0;
      const dy = point.y < free.top ? point.y - free.top - 20 : point.y > bottom ? point.y - bottom + 20 : 0;
      if (dx || dy) map.panBy([dx, dy], { animate: !wantsCalm() });
    });
  }

  private click(event: Leaflet.LeafletMouseEvent): void {
    const { app } = this;
    const { map } = app;
    const hit = app.painter.hit(event.containerPoint.x, event.containerPoint.y);
    this.untip();
    if (!hit) {
      app.select(null);
      return;
    }
    if (hit.rows.length === 1) {
      app.select(hit.rows[0]!);
      return;
    }
    if (hit.onePoint || map.getZoom() >= Math.min(CLOSEST, map.getMaxZoom())) {
      app.showHere([...hit.rows].reverse());
      return;
    }
    const longitudes = hit.rows.map((row) => app.incidents.longitude(row)!);
    const latitudes = hit.rows.map((row) => app.incidents.latitude(row)!);
    const { left, right, top, bottom } = this.free();
    map.fitBounds([[Math.min(...latitudes), Math.min(...longitudes)], [Math.max(...latitudes), Math.max(...longitudes)]], {
      paddingTopLeft: [left, top],
      paddingBottomRight: [right, bottom],
      maxZoom: Math.max(map.getZoom() + 1, Math.min(CLOSEST, map.getZoom() + 4)),
      animate: !wantsCalm(),
    });
  }

  private point(event: Leaflet.LeafletMouseEvent): void {
    const { x, y } = event.containerPoint;
    const hit = this.app.painter.hit(x, y);
    this.app.map.getContainer().classList.toggle("gm-over", hit !== null);
    if (!hit || hit.rows.length !== 1) {
      this.untip();
      return;
    }
    const row = hit.rows[0]!;
    if (this.app.painter.hovered !== row) {
      this.app.painter.hovered = row;
      this.marks.schedule();
      const text = listRow(this.app, row).lastElementChild!;
      this.tip.replaceChildren(text);
    }
    this.tip.hidden = false;
    const width = this.app.map.getSize().x;
    const turned = x > width - 300;
    this.tip.style.left = turned ? "auto" : `${x + 16}px`;
    this.tip.style.right = turned ? `${width - x + 16}px` : "auto";
    this.tip.style.top = `${y + 12}px`;
  }

  private untip(): void {
    this.tip.hidden = true;
    if (this.app.painter.hovered === null) return;
    this.app.painter.hovered = null;
    this.marks.schedule();
  }

  /** The country to colour is that of a selected incident of which no more is known. Whether it is another than before. */
  private tintChanges(): boolean {
    const { selected, incidents } = this.app;
    const known = selected === null || incidents.word("place_basis", selected) !== "country";
    const tint = known ? null : incidents.word("country", selected) || null;
    if (!this.picture || this.picture.tint === tint) return false;
    this.picture.tint = tint;
    return true;
  }

  private pane(name: string, order: number): void {
    const pane = this.app.map.getPane(name) ?? this.app.map.createPane(name);
    pane.style.zIndex = String(order);
    pane.style.pointerEvents = "none";
  }

  private addTiles(): void {
    const { tiles } = this.app.incidents.meta;
    if (!tiles) return;
    const layer = leaflet().tileLayer(tiles.url, { subdomains: tiles.subdomains, maxZoom: tiles.max_zoom });
    this.app.map.setMaxZoom(tiles.max_zoom);
    layer.addTo(this.app.map);
  }
}

/** Longitudes, of which the narrowest window that holds them all is wanted; tenths of a degree are told apart. */
export class Longitudes {
  private readonly lowest = new Float64Array(BINS).fill(Infinity);
  private readonly highest = new Float64Array(BINS).fill(-Infinity);

  add(longitude: number): void {
    const bin = Math.max(0, Math.min(BINS - 1, Math.floor((longitude + 180) * (BINS / 360))));
    if (longitude < this.lowest[bin]!) this.lowest[bin] = longitude;
    if (longitude > this.highest[bin]!) this.highest[bin] = longitude;
  }

  /** West and east, or null without any; east may lie beyond 180. */
  window(): [number, number] | null {
    const bins = [...this.lowest.keys()].filter((bin) => this.lowest[bin]! < Infinity);
    if (bins.length === 0) return null;
    const [west, east] = [this.lowest[bins[0]!]!, this.highest[bins[bins.length - 1]!]!];
    let widest = west + 360 - east;
    let window: [number, number] = [west, east];
    for (let at = 1; at < bins.length; at += 1) {
      const [before, after] = [this.highest[bins[at - 1]!]!, this.lowest[bins[at]!]!];
      if (after - before > widest) [widest, window] = [after - before, [after, before + 360]];
    }
    return window;
  }
}

const BINS = 3600;
