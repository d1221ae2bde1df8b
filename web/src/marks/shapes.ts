// The marks: one shape per layer, whose line and filling say how sure an incident is.
import type { Shape } from "../taxonomy";

/** Points of the shapes around 0, 0, sized so that all look equally large. */
const CORNERS: Partial<Record<Shape, [number, number][]>> = {
  down: regular(3, 90, 1.22),
  up: regular(3, -90, 1.22),
  diamond: regular(4, 0, 1.2),
  square: regular(4, 45, 1.18),
  pentagon: regular(5, -90, 1.1),
  burst: star(8, 1.25, 0.72),
  cross: plus(1.12, 0.42),
};

function regular(corners: number, turn: number, radius: number): [number, number][] {
  return Array.from({ length: corners }, (_, i) => at(turn + (360 * i) / corners, radius));
}

function star(points: number, outer: number, inner: number): [number, number][] {
  return Array.from({ length: 2 * points }, (_, i) => at(-90 + (180 * i) / points, i % 2 ? inner : outer));
}

/** An upright cross turned by 45 degrees. */
function plus(long: number, thick: number): [number, number][] {
  const corners: [number, number][] = [
    [-thick, -long], [thick, -long], [thick, -thick], [long, -thick], [long, thick], [thick, thick],
    [thick, long], [-thick, long], [-thick, thick], [-long, thick], [-long, -thick], [-thick, -thick],
  ];
  const half = Math.SQRT1_2;
  return corners.map(([x, y]) => [(x - y) * half, (x + y) * half]);
}

function at(degrees: number, radius: number): [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

export interface Look {
  shape: Shape;
  colour: string;
  radius: number;
  hollow?: boolean;
  dashed?: boolean;
  pale?: boolean;
  /** A wide ring: only the country is known. */
  ring?: boolean;
}

const OUTLINE = 1.5;

/** Draw a mark around x, y; `ground` outlines it so that it reads on anything. */
export function drawMark(context: CanvasRenderingContext2D, x: number, y: number, look: Look, ground: string): void {
  context.globalAlpha = look.pale ? 0.55 : 1;
  if (look.ring) drawRing(context, x, y, look, ground);
  else {
    trace(context, x, y, look.shape, look.radius);
    context.lineJoin = "round";
    if (look.hollow || look.dashed) {
      context.fillStyle = ground;
      context.fill();
      context.strokeStyle = ground;
      context.lineWidth = 2.2 + 2 * OUTLINE;
      context.stroke();
      context.strokeStyle = look.colour;
      context.lineWidth = 2.2;
      context.setLineDash(look.dashed ? [3, 2.2] : []);
      context.stroke();
      context.setLineDash([]);
    } else {
      context.strokeStyle = ground;
      context.lineWidth = 2 * OUTLINE;
      context.stroke();
      context.fillStyle = look.colour;
      context.fill();
    }
  }
  context.globalAlpha = 1;
}

function drawRing(context: CanvasRenderingContext2D, x: number, y: number, look: Look, ground: string): void {
  const radius = look.radius * 2.1;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = ground;
  context.lineWidth = 3 + 2 * OUTLINE;
  context.stroke();
  context.strokeStyle = look.colour;
  context.lineWidth = 3;
  context.setLineDash(look.dashed ? [5, 3.5] : []);
  context.stroke();
  context.setLineDash([]);
  drawMark(context, x, y, { ...look, ring: false, pale: false, radius: look.radius * 0.72 }, ground);
}

/** The outline of a shape as the current path. */
export function trace(context: CanvasRenderingContext2D, x: number, y: number, shape: Shape, radius: number): void {
  context.beginPath();
  const corners = CORNERS[shape];
  if (!corners) {
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([dx, dy], i) => {
    if (i === 0) context.moveTo(x + dx * radius, y + dy * radius);
    else context.lineTo(x + dx * radius, y + dy * radius);
  });
  context.closePath();
}

/** The same outline for SVG, around the middle of a square of 20. */
export function outline(shape: Shape, radius: number): string {
  const corners = CORNERS[shape];
  if (!corners) return `M${10 - radius} 10a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
  return `M${corners.map(([x, y]) => `${(10 + x * radius).toFixed(2)} ${(10 + y * radius).toFixed(2)}`).join("L")}Z`;
}

/** A cluster: a ring whose arcs show the mix of layers, the number inside; a second ring where only the country is known. */
export function drawCluster(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  parts: readonly { colour: string; count: number }[],
  label: string,
  colours: { ground: string; surface: string; ink: string },
  wide = false,
): void {
  const thick = Math.max(4, radius * 0.26);
  if (wide) {
    context.beginPath();
    context.arc(x, y, radius + 5, 0, 2 * Math.PI);
    context.strokeStyle = colours.ground;
    context.lineWidth = 2 + 2 * OUTLINE;
    context.stroke();
    context.strokeStyle = parts[0]!.colour;
    context.lineWidth = 2;
    context.stroke();
  }
  context.beginPath();
  context.arc(x, y, radius + OUTLINE, 0, 2 * Math.PI);
  context.fillStyle = colours.ground;
  context.fill();
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  let angle = -Math.PI / 2;
  context.lineWidth = thick;
  for (const part of parts) {
    const next = angle + (2 * Math.PI * part.count) / total;
    context.beginPath();
    context.arc(x, y, radius - thick / 2, angle, next);
    context.strokeStyle = part.colour;
    context.stroke();
    angle = next;
  }
  context.beginPath();
  context.arc(x, y, radius - thick, 0, 2 * Math.PI);
  context.fillStyle = colours.surface;
  context.fill();
  context.fillStyle = colours.ink;
  context.font = `600 ${radius < 15 ? 11 : radius < 22 ? 12 : 13}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(label, x, y + 0.5);
}
