// Draws the incidents and answers what lies under the pointer.
import type { View } from "../canvas";
import type { Box } from "../ground/labels";
import type { Filter } from "../filter";
import type { Incidents } from "../incidents";
import { looksOf, type Layer } from "../taxonomy";
import { colourOf, type Theme } from "../theme";
import { drawCluster, drawMark, type Look } from "./shapes";
import { drawReach } from "./reach";
import { group, reachOf, rowsOf, type Grid, type Group } from "./clusters";

export type SizeBy = "none" | "killed" | "reports";

const RADIUS = 7;
const LARGEST = 20;
/** Up to here every mark has room to stand alone, so that the grid is fine. */
const FEW = 1500;
/** From this zoom on a radius of a few kilometres can be seen; more of them than this would only be a tangle. */
const NEAR = 9;
const FEW_REACHES = 40;
/** How strongly they are drawn. */
const NEARBY = 0.5;
/** A point known to the region only. */
const WIDE_KM = 60;

export interface Hit {
  rows: number[];
  onePoint: boolean;
  x: number;
  y: number;
}

export class Painter {
  sizeBy: SizeBy = "none";
  selected: number | null = null;
  hovered: number | null = null;
  theme!: Theme;
  /** The area of a row's place as well-known text, "" for a circle. */
  shapeOf: (row: number) => string = () => "";
  private readonly looks: Layer[];
  private grid: Grid | null = null;
  private view: View | null = null;

  constructor(
    private readonly incidents: Incidents,
    private readonly filter: Filter,
  ) {
    this.looks = looksOf(incidents.words("layer"));
  }

  paint(view: View): void {
    const { context, density } = view;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    const { shown, shownCount } = this.filter;
    const size = shownCount <= FEW ? 26 : 44;
    this.view = view;
    this.grid = group(view, this.incidents, shown, shownCount, size);
    this.drawReaches(view, this.grid.groups);
    for (const one of this.grid.groups) {
      if (one.count === 1) this.drawOne(view, one.row, one.x, one.y);
    }
    for (const one of this.grid.groups) if (one.count > 1) this.drawMany(view, one);
    for (const row of [this.hovered, this.selected]) if (row !== null) this.drawChosen(view, row, row === this.selected);
  }

  look(row: number): Look {
    const { incidents } = this;
    const layer = this.looks[incidents.codes("layer")[row]!]!;
    const status = incidents.word("status", row);
    const precision = incidents.word("date_precision", row);
    const vague = precision === "month" || precision === "year" || precision === "unknown" || !incidents.isDated(row);
    const unsure = status === "alleged" || status === "failed" || incidents.word("kind", row) === "interception";
    return {
      shape: layer.shape,
      colour: colourOf(this.theme, layer.code),
      radius: this.radius(row),
      hollow: unsure || vague || (this.filter.surely[row] === 0 && this.filter.hasDates()),
      dashed: status === "planned",
      ring: incidents.word("place_basis", row) === "country",
      pale: incidents.radius[row]! > WIDE_KM && incidents.word("place_basis", row) !== "country",
    };
  }

  /** What is drawn at a place of the canvas, the nearest first. */
  hit(x: number, y: number): Hit | null {
    if (!this.grid || !this.view) return null;
    let best: Group | null = null;
    let nearest = Infinity;
    for (const one of this.grid.groups) {
      const reach = one.count > 1 ? reachOf(one.count) : Math.max(this.radius(one.row) + 5, 12);
      const away = Math.hypot(one.x - x, one.y - y);
      if (away <= reach && away < nearest) [best, nearest] = [one, away];
    }
    if (!best) return null;
    const rows = best.count === 1 ? [best.row] : rowsOf(this.grid, best, this.view, this.incidents, this.filter.shown, this.filter.shownCount);
    return { rows, onePoint: best.onePoint, x: best.x, y: best.y };
  }

  /** The boxes that marks and clusters cover. */
  boxes(): Box[] {
    return (this.grid?.groups ?? []).map(({ x, y, count }) => {
      const reach = reachOf(count) + 1;
      return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
    });
  }

  /** Where a row lies on the canvas, in the copy of the world nearest to its middle; null without a point. */
  position(view: View, row: number): { x: number; y: number } | null {
    const x = this.incidents.x[row]!;
    if (Number.isNaN(x)) return null;
    const middle = (view.left + view.width / 2) / view.scale;
    const copy = Math.round(middle - x);
    return { x: (x + copy) * view.scale - view.left, y: this.incidents.y[row]! * view.scale - view.top };
  }

  private radius(row: number): number {
    if (this.sizeBy === "none") return RADIUS;
    const value = this.sizeBy === "killed" ? this.incidents.killed[row]! : this.incidents.reportCount[row]!;
    return Math.min(LARGEST, 5 + 1.8 * Math.sqrt(Math.max(0, value)));
  }

  private drawOne(view: View, row: number, x: number, y: number): void {
    drawMark(view.context, x, y, this.look(row), this.theme.ground);
  }

  private drawMany(view: View, one: Group): void {
    const parts: { colour: string; count: number }[] = [];
    one.layers.forEach((count, index) => {
      if (count > 0) parts.push({ colour: colourOf(this.theme, this.looks[index]!.code), count });
    });
    parts.sort((a, b) => b.count - a.count);
    const radius = reachOf(one.count);
    const wide = one.onePoint && this.incidents.word("place_basis", one.row) === "country";
    drawCluster(view.context, one.x, one.y, radius, parts, short(one.count), this.theme, wide);
  }

  /** The selected mark on top of everything, ringed. */
  private drawChosen(view: View, row: number, selected: boolean): void {
    const at = this.position(view, row);
    if (!at) return;
    const look = this.look(row);
    const { context } = view;
    const radius = look.radius * (look.ring ? 2.1 : 1.25) + 6;
    context.beginPath();
    context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
    context.strokeStyle = this.theme.ground;
    context.lineWidth = 5;
    context.stroke();
    context.strokeStyle = selected ? this.theme.ink : this.theme.muted;
    context.lineWidth = 2;
    context.stroke();
    drawMark(context, at.x, at.y, { ...look, radius: look.radius * 1.12 }, this.theme.ground);
  }

  /** Where incidents may have been: the selected and the pointed at, and from near all that stand alone. */
  private drawReaches(view: View, groups: readonly Group[]): void {
    const alone = groups.filter((one) => one.count === 1);
    if (view.zoom >= NEAR && alone.length <= FEW_REACHES) {
      for (const { row } of alone) if (row !== this.selected) this.drawReach(view, row, NEARBY);
    } else if (this.hovered !== null && this.hovered !== this.selected) this.drawReach(view, this.hovered, NEARBY);
    if (this.selected !== null) this.drawReach(view, this.selected, 1);
  }

  private drawReach(view: View, row: number, strength: number): void {
    const { incidents } = this;
    const at = this.position(view, row);
    const latitude = incidents.latitude(row);
    const kilometres = incidents.radius[row]!;
    // A country has its tint instead.
    if (!at || latitude === null || !(kilometres > 0) || incidents.word("place_basis", row) === "country") return;
    drawReach(view, at, { latitude, kilometres, shape: this.shapeOf(row), colour: this.look(row).colour, strength }, incidents.x[row]!);
  }
}

function short(count: number): string {
  if (count < 1000) return String(count);
  if (count < 10_000) return `${(count / 1000).toFixed(1)}k`;
  return count < 1_000_000 ? `${Math.round(count / 1000)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}
