// How far from its point the selected incident may have been: its circle, or the area that its place has.
import type { View } from "../canvas";
import { worldX, worldY } from "../incidents";

const EARTH_METRES = 40_075_016.686;
const SMALLEST = 4;

export interface Reach {
  latitude: number;
  kilometres: number;
  /** Well-known text, longitude before latitude; "" for a circle. */
  shape: string;
  colour: string;
  /** 1 for what is selected; less for what is only near. */
  strength: number;
}

export function drawReach(view: View, at: { x: number; y: number }, reach: Reach, worldPoint: number): void {
  const rings = readPolygons(reach.shape);
  const { context } = view;
  context.beginPath();
  if (rings.length) {
    const shift = Math.round((at.x + view.left) / view.scale - worldPoint) * view.scale - view.left;
    for (const ring of rings) {
      ring.forEach(([longitude, latitude], i) => {
        const x = worldX(longitude) * view.scale + shift;
        const y = worldY(latitude) * view.scale - view.top;
        if (i === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      });
      context.closePath();
    }
  } else {
    const radius = pixels(view, reach);
    if (radius < SMALLEST) return;
    context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  }
  context.globalAlpha = 0.13 * reach.strength;
  context.fillStyle = reach.colour;
  context.fill("evenodd");
  context.globalAlpha = 0.9 * reach.strength;
  context.setLineDash([5, 4]);
  context.lineWidth = 1.5;
  context.strokeStyle = reach.colour;
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** Kilometres as pixels: the map stretches with the latitude. */
function pixels(view: View, { latitude, kilometres }: Reach): number {
  const shrink = Math.max(0.02, Math.cos((Math.min(85, Math.abs(latitude)) * Math.PI) / 180));
  return ((kilometres * 1000) / (EARTH_METRES * shrink)) * view.scale;
}

/** The rings of a POLYGON or MULTIPOLYGON; nothing for any other text. */
export function readPolygons(text: string): [number, number][][] {
  if (!/^\s*(MULTI)?POLYGON\b/i.test(text)) return [];
  return [...text.matchAll(/\(([^()]+)\)/g)]
    .map((ring) => ring[1]!.split(",").map((point) => point.trim().split(/\s+/).map(Number) as [number, number]))
    .filter((ring) => ring.length > 2 && ring.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y)));
}
