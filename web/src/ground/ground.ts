// Draws the world under the incidents: 110m far out, 50m near, what lies outside the window left out.
import type { View } from "../canvas";
import type { Theme } from "../theme";
import type { Ground, Shape } from "./topology";

const NEAR_ZOOM = 4.5;
const RIVERS_ZOOM = 4.5;

export interface Grounds {
  far: Ground;
  near: Ground;
}

export function groundFor(grounds: Grounds, zoom: number): Ground {
  return zoom < NEAR_ZOOM ? grounds.far : grounds.near;
}

/** Draw land, lakes, rivers and lines; `tint` is the country to colour, if any. */
export function drawGround(view: View, grounds: Grounds, theme: Theme, tint: string | null): void {
  const { context, density } = view;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.fillStyle = theme.water;
  context.fillRect(0, 0, view.width, view.height);
  // Below the map's edge lies nothing but the rest of Antarctica.
  const edge = view.scale - view.top;
  context.fillStyle = theme.land;
  if (edge < view.height) context.fillRect(0, edge, view.width, view.height - edge);
  const ground = groundFor(grounds, view.zoom);
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
