// A canvas over the whole map that is drawn anew when the map moves, and follows a zoom while it runs.
import { leaflet, type Leaflet } from "./leafletapi";

/** Where world units (0 to 1) lie on the canvas. */
export interface View {
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
  zoom: number;
  /** Pixels that the world is wide. */
  scale: number;
  /** World pixels of the canvas' upper left corner. */
  left: number;
  top: number;
  /** Whole worlds to the left and right that show too. */
  copies: number[];
  /** Device pixels per pixel. */
  density: number;
}

export class CanvasLayer {
  readonly layer: Leaflet.Layer;
  readonly canvas = document.createElement("canvas");
  private map: Leaflet.Map | null = null;
  private frame = 0;

  constructor(
    private readonly paint: (view: View) => void,
    pane: string,
  ) {
    const L = leaflet();
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    const self = this;
    const Kind = L.Layer.extend({
      onAdd(this: Leaflet.Layer, map: Leaflet.Map) {
        self.map = map;
        self.canvas.classList.add("gm-canvas", "leaflet-zoom-animated", pane);
        self.canvas.setAttribute("aria-hidden", "true");
        map.getPane(pane)!.append(self.canvas);
        self.draw();
        return this;
      },
      onRemove(this: Leaflet.Layer) {
        cancelAnimationFrame(self.frame);
        self.frame = 0;
        self.map = null;
        self.canvas.remove();
        return this;
      },
      getEvents: () => ({
        move: () => self.schedule(),
        moveend: () => self.draw(),
        resize: () => self.draw(),
        zoomanim: (event: Leaflet.ZoomAnimEvent) => self.follow(event),
      }),
    }) as unknown as new (options: Leaflet.LayerOptions) => Leaflet.Layer;
    this.layer = new Kind({ pane });
  }

  /** Draw before the next frame. */
  schedule(): void {
    if (this.frame || !this.map) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  /** Draw now. */
  draw(): void {
    if (!this.map) return;
    const view = viewOf(this.map, this.canvas);
    if (!view) return;
    leaflet().DomUtil.setPosition(this.canvas as unknown as HTMLElement, this.map.containerPointToLayerPoint([0, 0]));
    this.paint(view);
  }

  private follow(event: Leaflet.ZoomAnimEvent): void {
    const map = this.map! as Leaflet.Map & {
      _latLngToNewLayerPoint(point: Leaflet.LatLng, zoom: number, center: Leaflet.LatLng): Leaflet.Point;
    };
    const corner = map.containerPointToLatLng([0, 0]);
    const offset = map._latLngToNewLayerPoint(corner, event.zoom, event.center);
    leaflet().DomUtil.setTransform(this.canvas as unknown as HTMLElement, offset, map.getZoomScale(event.zoom));
  }
}

function viewOf(map: Leaflet.Map, canvas: HTMLCanvasElement): View | null {
  const size = map.getSize();
  if (size.x === 0 || size.y === 0) return null;
  const density = Math.min(window.devicePixelRatio || 1, 2);
  fit(canvas, size.x, size.y, density);
  const context = canvas.getContext("2d")!;
  return { context, ...window2d(map, size.x, size.y), density };
}

/** The part of the world that the map shows. */
function window2d(map: Leaflet.Map, width: number, height: number): Omit<View, "context" | "density"> {
  const zoom = map.getZoom();
  const scale = 256 * 2 ** zoom;
  const corner = map.project(map.containerPointToLatLng([0, 0]), zoom);
  const copies = [];
  for (let copy = Math.floor(corner.x / scale); copy <= Math.floor((corner.x + width) / scale); copy += 1) copies.push(copy);
  return { width, height, zoom, scale, left: corner.x, top: corner.y, copies };
}

export function fit(canvas: HTMLCanvasElement, width: number, height: number, density: number): void {
  const [x, y] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== x || canvas.height !== y) {
    canvas.width = x;
    canvas.height = y;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
}
