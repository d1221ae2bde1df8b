// Draws the world under the incidents: 110m far out, 50m near, what lies outside the window left out.
import type { View } from "../canvas";
import type { Theme } from "../theme";
import { readOwnGround, readWorld, type Ground, type Shape } from "./topology";

const NEAR_ZOOM = 4.5;
/** From here on a turn of the wheel leads to where the fine world is drawn. */
const SOON_NEAR = 3;
const RIVERS_ZOOM = 4.5;

/** The base map: coarse at first, and fine when the map has come close. */
export class Grounds {
  private near: Ground | null = null;

  private constructor(
    private readonly far: Ground,
    private readNear: (() => Promise<Ground>) | null,
  ) {}

  /** The base map that the page carries; null without one. */
  static async read(blocks: (name: string) => string): Promise<Grounds | null> {
    const has = (name: string): boolean => document.getElementById(blocks(name)) !== null;
    if (has("basemap")) return new Grounds(await readOwnGround(blocks("basemap")), null);
    if (has("world-110m")) return new Grounds(await readWorld(blocks("world-110m")), () => readWorld(blocks("world-50m")));
    return null;
  }

  at(zoom: number): Ground {
    return zoom < NEAR_ZOOM ? this.far : (this.near ?? this.far);
  }

  /** Whether the fine world is soon to be seen, or is already, and was not asked for yet. */
  lacks(zoom: number): boolean {
    return this.readNear !== null && zoom >= SOON_NEAR;
  }

  /** Read the fine world. Resolves to whether there is something new to draw. */
  async refine(): Promise<boolean> {
    const read = this.readNear;
    this.readNear = null;
    if (read) this.near = await read();
    return read !== null;
  }
}

/** Draw land, lakes, rivers and lines; `tint` is the country to colour, if any. */
export function drawGround(view: View, ground: Ground, theme: Theme, tint: string | null): void {
  const { context, density } = view;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.fillStyle = theme.water;
  context.fillRect(0, 0, view.width, view.height);
  // Below the map's edge lies nothing but the rest of Antarctica.
  const edge = view.scale - view.top;
  context.fillStyle = theme.land;
  if (edge < view.height) context.fillRect(0, edge, view.width, view.height - edge);
  for (const copy of view.copies) {
    const visible = inWindow(view, copy);
    context.setTransform(
      density * view.scale, 0, 0, density * view.scale,
      density * (copy * view.scale - view.left), -density * view.top,
    );
    for (const country of ground.countries) {
      context.fillStyle = theme.land;
      for (const shape of country.shapes) if (visible(shape)) context.fill(shape.path);
      if (tint !== null && country.codes.includes(tint)) {
        context.globalAlpha = 0.22;
        context.fillStyle = theme.accent;
        for (const shape of country.shapes) if (visible(shape)) context.fill(shape.path);
        context.globalAlpha = 1;
      }
    }
    context.lineJoin = "round";
    const pixel = 1 / view.scale;
    const stroke = (shapes: readonly Shape[], colour: string, width: number, dash: number[] = []): void => {
      context.strokeStyle = colour;
      context.lineWidth = width * pixel;
      context.setLineDash(dash.map((one) => one * pixel));
      for (const shape of shapes) if (visible(shape)) context.stroke(shape.path);
      context.setLineDash([]);
    };
    context.fillStyle = theme.water;
    for (const shape of ground.lakes) if (visible(shape)) context.fill(shape.path);
    if (view.zoom >= RIVERS_ZOOM) stroke(ground.rivers, theme.river, view.zoom > 6 ? 1.4 : 0.9);
    stroke(ground.coast, theme.coast, 0.75);
    stroke(ground.borders, theme.border, view.zoom > 4 ? 1.1 : 0.75);
    stroke(ground.disputed, theme.disputed, 1, [3, 3]);
  }
  context.setTransform(density, 0, 0, density, 0, 0);
}

function inWindow(view: View, copy: number): (shape: Shape) => boolean {
  const left = view.left / view.scale - copy;
  const top = view.top / view.scale;
  const right = left + view.width / view.scale;
  const bottom = top + view.height / view.scale;
  return (shape) => shape.right >= left && shape.left <= right && shape.bottom >= top && shape.top <= bottom;
}
