// The picture of the time line: stacked bars, the chosen days bright and the others pale, an axis below.
import { dayAndMonth, monthAndYear, partsOf, shortMonth, yearOf } from "../days";
import { fit } from "../canvas";
import { colourOf, type Theme } from "../theme";
import type { Bins } from "./bins";

export const AXIS = 18;
const WIDEST_BAR = 48;

export interface Plot {
  /** Left edge of the first day and right edge of the last one, in pixels. */
  left: number;
  right: number;
  first: number;
  last: number;
}

export const xOf = (plot: Plot, day: number): number =>
  plot.left + ((day - plot.first) / (plot.last + 1 - plot.first)) * (plot.right - plot.left);

export const dayAt = (plot: Plot, x: number): number =>
  plot.first + ((x - plot.left) / (plot.right - plot.left)) * (plot.last + 1 - plot.first);

export function drawHistogram(
  canvas: HTMLCanvasElement,
  plot: Plot,
  bins: Bins,
  layers: readonly string[],
  order: readonly number[],
  range: [number, number],
  theme: Theme,
): void {
  const width = canvas.parentElement!.clientWidth;
  const height = canvas.parentElement!.clientHeight;
  const density = Math.min(window.devicePixelRatio || 1, 2);
  fit(canvas, width, height, density);
  const context = canvas.getContext("2d")!;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  const base = height - AXIS;
  const top = 6;
  const bars = (): void => {
    const size = bins.edges.length - 1;
    for (let bin = 0; bin < size; bin += 1) {
      const [from, to] = [Math.max(plot.left, xOf(plot, bins.edges[bin]!)), Math.min(plot.right, xOf(plot, bins.edges[bin + 1]!))];
      const spare = Math.max(0, (to - from - WIDEST_BAR) / 2);
      const [left, right] = [from + spare, to - spare];
      const gap = right - left > 4 ? 1 : 0;
      let y = base;
      for (const layer of order) {
        const count = bins.counts[bin * bins.layers + layer]!;
        if (count === 0) continue;
        const tall = Math.max(1, (count / bins.highest) * (base - top));
        context.fillStyle = colourOf(theme, layers[layer]!);
        context.fillRect(left, y - tall, Math.max(1, right - left - gap), tall);
        y -= tall;
      }
    }
  };
  const [from, to] = [xOf(plot, range[0]), xOf(plot, range[1] + 1)];
  context.globalAlpha = 0.22;
  bars();
  context.globalAlpha = 1;
  context.save();
  context.beginPath();
  context.rect(from, 0, to - from, base);
  context.clip();
  context.clearRect(from, 0, to - from, base);
  bars();
  context.restore();
  drawAxis(context, plot, base, theme);
}

/** Days between ticks, by the units that people count in; months are counted apart. */
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000];
const DAYS = [1, 2, 7, 14];
const TICK_ROOM = 64;

function drawAxis(context: CanvasRenderingContext2D, plot: Plot, base: number, theme: Theme): void {
  context.strokeStyle = theme.border;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(plot.left, base + 0.5);
  context.lineTo(plot.right, base + 0.5);
  context.stroke();
  context.fillStyle = theme.muted;
  context.font = '11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
  context.textBaseline = "top";
  context.textAlign = "center";
  let free = -Infinity;
  for (const { day, text } of ticks(plot)) {
    const x = xOf(plot, day);
    const half = context.measureText(text).width / 2;
    const middle = Math.max(plot.left + half, Math.min(plot.right - half, x));
    if (middle - half < free) continue;
    free = middle + half + 10;
    context.fillRect(Math.round(x), base, 1, 3);
    context.fillText(text, middle, base + 5);
  }
}

function ticks(plot: Plot): { day: number; text: string }[] {
  const perDay = (plot.right - plot.left) / (plot.last + 1 - plot.first);
  const found: { day: number; text: string }[] = [];
  const step = DAYS.find((days) => days * perDay >= TICK_ROOM);
  if (step !== undefined && plot.last - plot.first < 100) {
    for (let day = plot.first; day <= plot.last; day += step) found.push({ day, text: dayAndMonth(day) });
    return found;
  }
  const months = MONTHS.find((count) => count * 30.4 * perDay >= TICK_ROOM) ?? MONTHS[MONTHS.length - 1]!;
  const { year, month } = partsOf(plot.first);
  const start = Math.floor((year * 12 + month) / months) * months;
  for (let at = start; ; at += months) {
    const date = new Date(0);
    date.setUTCFullYear(Math.floor(at / 12), at % 12, 1);
    const day = Math.round(date.getTime() / 86_400_000);
    if (day > plot.last) return found;
    if (day < plot.first) continue;
    const text = at % 12 === 0 ? yearOf(day) : months < 12 && found.length === 0 ? monthAndYear(day) : shortMonth(day);
    found.push({ day, text });
  }
}
