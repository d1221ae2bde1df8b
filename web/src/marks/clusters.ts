// Groups what lies close together: a grid that is fixed to the world, so that panning moves nothing from group to group.
import type { View } from "../canvas";
import type { Incidents } from "../incidents";

export interface Group {
  /** Pixels on the canvas. */
  x: number;
  y: number;
  count: number;
  /** A row of the group: the only one, if it is alone. */
  row: number;
  /** How many of each layer, by the layer's index. */
  layers: Uint32Array;
  /** Whether all its rows have the same point. */
  onePoint: boolean;
  /** Its cells, to find its rows again. */
  cells: number[];
}

export interface Grid {
  groups: Group[];
  size: number;
  columns: number;
  firstColumn: number;
  firstRow: number;
}

const MARGIN = 40;

/** Groups of the shown rows in the window; cells are `size` pixels wide. */
export function group(view: View, incidents: Incidents, shown: Uint32Array, count: number, size: number): Grid {
  const layerCount = incidents.words("layer").length;
  const layers = incidents.codes("layer");
  const { x: xs, y: ys } = incidents;
  const { scale } = view;
  const firstColumn = Math.floor((view.left - MARGIN) / size);
  const firstRow = Math.floor((view.top - MARGIN) / size);
  const columns = Math.floor((view.left + view.width + MARGIN) / size) - firstColumn + 1;
  const rows = Math.floor((view.top + view.height + MARGIN) / size) - firstRow + 1;
  const cells = columns * rows;
  const counts = new Uint32Array(cells);
  const sumX = new Float64Array(cells);
  const sumY = new Float64Array(cells);
  const first = new Int32Array(cells);
  const apart = new Uint8Array(cells);
  const mix = new Uint32Array(cells * layerCount);
  const { copies } = view;
  for (let at = 0; at < count; at += 1) {
    const row = shown[at]!;
    const y = ys[row]! * scale;
    const line = Math.floor(y / size) - firstRow;
    if (!(line >= 0 && line < rows)) continue;
    for (let i = 0; i < copies.length; i += 1) {
      const x = (xs[row]! + copies[i]!) * scale;
      const column = Math.floor(x / size) - firstColumn;
      if (!(column >= 0 && column < columns)) continue;
      const cell = line * columns + column;
      if (counts[cell] === 0) first[cell] = row;
      else if (xs[first[cell]!] !== xs[row] || ys[first[cell]!] !== ys[row]) apart[cell] = 1;
      counts[cell]! += 1;
      sumX[cell]! += x;
      sumY[cell]! += y;
      mix[cell * layerCount + layers[row]!]! += 1;
    }
  }
  const groups: Group[] = [];
  for (let cell = 0; cell < cells; cell += 1) {
    const here = counts[cell]!;
    if (here === 0) continue;
    const x = sumX[cell]! / here;
    groups.push({
      x: x - view.left,
      y: sumY[cell]! / here - view.top,
      count: here,
      row: first[cell]!,
      layers: mix.slice(cell * layerCount, (cell + 1) * layerCount),
      onePoint: apart[cell] === 0,
      cells: [cell],
    });
  }
  return { groups: joinTouching(joinTouching(groups)), size, columns, firstColumn, firstRow };
}

/** Pixels around a mark that stands alone. */
const MARK_REACH = 8;

export function reachOf(count: number): number {
  return count === 1 ? MARK_REACH : Math.min(30, 12 + 3.2 * Math.log10(count) ** 1.4);
}

/** Groups whose circles would lie over each other become one, the larger ones taking in the smaller. */
function joinTouching(groups: Group[]): Group[] {
  groups.sort((a, b) => b.count - a.count || a.cells[0]! - b.cells[0]!);
  const kept: Group[] = [];
  for (const one of groups) {
    const near = kept.find((other) => {
      const reach = reachOf(one.count) + reachOf(other.count) - (one.count === 1 && other.count === 1 ? 4 : 0);
      return Math.abs(one.x - other.x) < reach && Math.hypot(one.x - other.x, one.y - other.y) < reach;
    });
    if (near) takeIn(near, one);
    else kept.push(one);
  }
  return kept;
}

function takeIn(large: Group, small: Group): void {
  const together = large.count + small.count;
  large.onePoint &&= small.onePoint && Math.hypot(large.x - small.x, large.y - small.y) < 0.01;
  large.x = (large.x * large.count + small.x * small.count) / together;
  large.y = (large.y * large.count + small.y * small.count) / together;
  large.layers.forEach((count, layer) => (large.layers[layer] = count + small.layers[layer]!));
  large.count = together;
  large.cells.push(...small.cells);
}

/** The shown rows of one group. */
export function rowsOf(grid: Grid, one: Group, view: View, incidents: Incidents, shown: Uint32Array, count: number): number[] {
  const rows = [];
  const cells = new Set(one.cells);
  for (let at = 0; at < count; at += 1) {
    const row = shown[at]!;
    for (const copy of view.copies) {
      const column = Math.floor(((incidents.x[row]! + copy) * view.scale) / grid.size) - grid.firstColumn;
      const line = Math.floor((incidents.y[row]! * view.scale) / grid.size) - grid.firstRow;
      if (column >= 0 && column < grid.columns && cells.has(line * grid.columns + column)) rows.push(row);
    }
  }
  return rows;
}
