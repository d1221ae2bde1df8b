// Names on the base map, the important ones first, none over another.
import type { View } from "../canvas";
import { worldX, worldY, type Meta } from "../incidents";
import type { Theme } from "../theme";
import { countryName } from "../words";
import type { Country } from "./topology";

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Where a town's name may stand beside its dot, the best first: above, below, right, left. */
const SIDES: [x: number, y: number, shift: number][] = [[0, -11, 0], [0, 12, 0], [6, 0, 1], [-6, 0, -1]];
/** The same around a mark that covers the dot. */
const AROUND: typeof SIDES = [[20, 0, 1], [0, 25, 0], [0, -25, 0], [-20, 0, -1]];

interface Spot {
  name: string;
  x: number;
  y: number;
  capital: boolean;
}

const DIVISION = 2;

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const TOWNS_ZOOM = 4;
const DIVISIONS_ZOOM = 6;

export class Labels {
  private readonly towns: Spot[];
  private readonly divisions: Spot[];

  constructor(labels: Meta["labels"]) {
    const spots = (wanted: (rank: number) => boolean): Spot[] =>
      labels
        .filter(([, , , rank]) => wanted(rank))
        .map(([name, latitude, longitude, rank]) => ({ name, x: worldX(longitude / 100), y: worldY(latitude / 100), capital: rank === 0 }));
    this.towns = spots((rank) => rank < DIVISION);
    this.divisions = spots((rank) => rank === DIVISION);
  }

  /** Draw the names; none lies over another, nor over the boxes given. */
  draw(view: View, countries: readonly Country[], theme: Theme, occupied: readonly Box[]): void {
    const { context } = view;
    const taken: Box[] = [...occupied];
    // Towns and divisions have Latin names in every language of the page.
    context.direction = "ltr";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const copy of view.copies) {
      this.drawCountries(view, copy, countries, theme, taken);
      if (view.zoom >= TOWNS_ZOOM) this.drawTowns(view, copy, theme, taken, occupied);
      if (view.zoom >= DIVISIONS_ZOOM) this.drawDivisions(view, copy, theme, taken);
    }
    spacing(context, 0);
  }

  private drawCountries(view: View, copy: number, countries: readonly Country[], theme: Theme, taken: Box[]): void {
    const { context } = view;
    const ordered = countries.filter((one) => one.codes.length === 1 && one.area > 0).sort((a, b) => b.area - a.area);
    for (const country of ordered) {
      // Close to the width of the country, were it a square at the equator.
      const room = (Math.sqrt(country.area) / 360) * view.scale;
      const x = (country.x + copy) * view.scale - view.left;
      const y = country.y * view.scale - view.top;
      if (x < -50 || y < -20 || x > view.width + 50 || y > view.height + 20 || room < 26) continue;
      const size = Math.max(10, Math.min(15, 9 + room / 90));
      context.font = `600 ${size}px ${FONT}`;
      spacing(context, Math.min(3, room / 250 + 0.4));
      const name = countryName(country.codes[0]!);
      const width = context.measureText(name).width;
      if (width > room * 1.7) continue;
      const line = [0, 26, -26].find((down) => place(taken, x, y + down, width + 12, size + 8));
      if (line !== undefined) write(context, name, x, y + line, theme.label, theme.halo);
    }
  }

  private drawTowns(view: View, copy: number, theme: Theme, taken: Box[], occupied: readonly Box[]): void {
    const { context } = view;
    spacing(context, 0);
    // The list runs from large to small: ever more of it shows as the map comes closer.
    const most = view.zoom < 5 ? 120 : view.zoom < 6 ? 400 : this.towns.length;
    const air = view.zoom < 6 ? 22 : 8;
    for (const [rank, town] of this.towns.entries()) {
      if (rank > most && !(town.capital && view.zoom >= 5)) continue;
      const x = (town.x + copy) * view.scale - view.left;
      const y = town.y * view.scale - view.top;
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      context.font = `${town.capital ? 500 : 400} ${town.capital ? 12 : 11}px ${FONT}`;
      const width = context.measureText(town.name).width;
      const covered = occupied.some((box) => x > box.left && x < box.right && y > box.top && y < box.bottom);
      const side = (covered ? AROUND : SIDES).find(([dx, dy, shift]) => place(taken, x + dx + (shift * width) / 2, y + dy, width + (covered ? 2 : air), 14 + (covered ? 0 : air)));
      if (!side) continue;
      context.beginPath();
      context.arc(x, y, town.capital ? 2.2 : 1.7, 0, 2 * Math.PI);
      context.fillStyle = theme.city;
      context.fill();
      write(context, town.name, x + side[0] + (side[2] * width) / 2, y + side[1], theme.city, theme.halo);
    }
  }

  private drawDivisions(view: View, copy: number, theme: Theme, taken: Box[]): void {
    const { context } = view;
    context.font = `italic 400 11px ${FONT}`;
    spacing(context, 0.8);
    for (const division of this.divisions) {
      const x = (division.x + copy) * view.scale - view.left;
      const y = division.y * view.scale - view.top;
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      const width = context.measureText(division.name).width;
      if (place(taken, x, y, width + 24, 30)) write(context, division.name, x, y, theme.label, theme.halo);
    }
  }
}

/** Letter spacing where the browser has it on canvases. */
function spacing(context: CanvasRenderingContext2D, pixels: number): void {
  if ("letterSpacing" in context) context.letterSpacing = `${pixels}px`;
}

function place(taken: Box[], x: number, y: number, width: number, height: number): boolean {
  const box = { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
  if (taken.some((one) => one.left < box.right && one.right > box.left && one.top < box.bottom && one.bottom > box.top)) return false;
  taken.push(box);
  return true;
}

function write(context: CanvasRenderingContext2D, text: string, x: number, y: number, colour: string, halo: string): void {
  context.strokeStyle = halo;
  context.lineWidth = 3;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
