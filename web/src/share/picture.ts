// A picture of the map as it is seen, with title, days, legend and where the map is from.
import type { App } from "../app";
import { intervalInWords } from "../days";
import { drawMark } from "../marks/shapes";
import { inReadingOrder, looksOf } from "../taxonomy";
import { colourOf } from "../theme";
import { spanOf } from "../timeline/bins";
import { nameOf, plural, t } from "../words";
import { footText } from "../footer";

const HEAD = 64;
const FOOT = 54;
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

export function drawPicture(app: App, layers: readonly HTMLCanvasElement[]): HTMLCanvasElement {
  const density = layers[0]!.width / layers[0]!.clientWidth || 1;
  const width = layers[0]!.clientWidth;
  const height = layers[0]!.clientHeight;
  const canvas = document.createElement("canvas");
  canvas.width = width * density;
  canvas.height = (height + HEAD + FOOT) * density;
  const context = canvas.getContext("2d")!;
  const { theme } = app;
  context.scale(density, density);
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, width, height + HEAD + FOOT);
  for (const layer of layers) context.drawImage(layer, 0, HEAD, width, height);
  context.textBaseline = "middle";
  context.fillStyle = theme.ink;
  context.font = `600 20px ${FONT}`;
  context.fillText(app.incidents.meta.title ?? t("page.title"), 16, 22, width - 32);
  context.fillStyle = theme.muted;
  context.font = `13px ${FONT}`;
  const span = spanOf(app.incidents, app.filter);
  const { from, to } = app.filter.state;
  const incidents = plural("summary.incidents", app.filter.shownCount);
  context.fillText(span ? t("summary.dated", { incidents, interval: intervalInWords(from ?? span[0], to ?? span[1]) }) : incidents, 16, 46, width - 32);
  drawLegend(app, context, 16, HEAD + height + 18, width - 32);
  context.fillStyle = theme.muted;
  context.font = `11px ${FONT}`;
  context.fillText(footText(app), 16, HEAD + height + 40, width - 32);
  return canvas;
}

function drawLegend(app: App, context: CanvasRenderingContext2D, left: number, y: number, room: number): void {
  const codes = app.incidents.words("layer");
  const looks = looksOf(codes);
  let x = left;
  context.font = `12px ${FONT}`;
  for (const layer of inReadingOrder(codes)) {
    if (app.filter.counts.layer[layer] === 0 || app.filter.state.off.layer.has(codes[layer]!)) continue;
    const name = nameOf("layer", codes[layer]!);
    const wide = 22 + context.measureText(name).width + 16;
    if (x + wide > left + room) return;
    drawMark(context, x + 7, y, { shape: looks[layer]!.shape, colour: colourOf(app.theme, codes[layer]!), radius: 6 }, app.theme.surface);
    context.fillStyle = app.theme.ink;
    context.fillText(name, x + 20, y);
    x += wide;
  }
}
