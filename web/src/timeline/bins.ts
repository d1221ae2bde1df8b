// Cuts a span of days into bins that people know (days, weeks, months, years, decades) and counts incidents in them.
import { dayOf, NO_DAY, partsOf } from "../days";
import type { Filter } from "../filter";
import type { Incidents } from "../incidents";

export type Unit = "day" | "week" | "month" | "quarter" | "year" | "decade" | "century";

export interface Bins {
  unit: Unit;
  /** First day of every bin, and the day after the last one. */
  edges: Int32Array;
  /** Per bin and layer. */
  counts: Uint32Array;
  layers: number;
  highest: number;
}

/** Longest span in days that a unit is taken for: about 60 to 160 bins each. */
const LONGEST: [Unit, number][] = [
  ["day", 125],
  ["week", 900],
  ["month", 4400],
  ["quarter", 11_000],
  ["year", 50_000],
  ["decade", 500_000],
];

export function unitFor(days: number): Unit {
  return LONGEST.find(([, longest]) => days <= longest)?.[0] ?? "century";
}

/** The edges of bins that cover the days, at least one bin. */
export function edgesOf(first: number, last: number, unit: Unit): Int32Array {
  const edges = [floorTo(first, unit)];
  while (edges[edges.length - 1]! <= last) edges.push(nextEdge(edges[edges.length - 1]!, unit));
  return Int32Array.from(edges);
}

function floorTo(day: number, unit: Unit): number {
  if (unit === "day") return day;
  // 1970-01-01 was a Thursday; weeks start on Monday.
  if (unit === "week") return day - ((((day + 3) % 7) + 7) % 7);
  const { year, month } = partsOf(day);
  if (unit === "month") return dayOf(year, month);
  if (unit === "quarter") return dayOf(year, month - (month % 3));
  const size = unit === "year" ? 1 : unit === "decade" ? 10 : 100;
  return dayOf(Math.floor(year / size) * size);
}

function nextEdge(edge: number, unit: Unit): number {
  if (unit === "day") return edge + 1;
  if (unit === "week") return edge + 7;
  const { year, month } = partsOf(edge);
  if (unit === "month") return dayOf(year, month + 1);
  if (unit === "quarter") return dayOf(year, month + 3);
  return dayOf(year + (unit === "year" ? 1 : unit === "decade" ? 10 : 100));
}

/** Intervals wider than this do not widen the axis beyond their most likely day: one "in 2020" would leave it mostly empty. */
const VAGUE_DAYS = 62;

/** What was found for a filter, as long as nothing but its dates changes. */
const spans = new WeakMap<Filter, { generation: number; span: [number, number] | null }>();

/** First and last day of what the histogram shows, or null when nothing in it is dated. */
export function spanOf(incidents: Incidents, filter: Filter): [number, number] | null {
  let known = spans.get(filter);
  if (known?.generation !== filter.generation) {
    known = { generation: filter.generation, span: findSpan(incidents, filter) };
    spans.set(filter, known);
  }
  return known.span;
}

function findSpan(incidents: Incidents, filter: Filter): [number, number] | null {
  let first = Infinity;
  let last = -Infinity;
  for (let row = 0; row < incidents.count; row += 1) {
    if (!filter.isInHistogram(row) || !incidents.isDated(row)) continue;
    const vague = incidents.end[row]! - incidents.start[row]! >= VAGUE_DAYS;
    const day = likelyDay(incidents, row);
    first = Math.min(first, vague ? day : incidents.start[row]!);
    last = Math.max(last, vague ? day : incidents.end[row]!);
  }
  return first <= last ? [first, last] : null;
}

function likelyDay(incidents: Incidents, row: number): number {
  return incidents.day[row] === NO_DAY ? (incidents.start[row]! + incidents.end[row]!) >> 1 : incidents.day[row]!;
}

export function countBins(incidents: Incidents, filter: Filter, first: number, last: number): Bins {
  const unit = unitFor(last - first + 1);
  const edges = edgesOf(first, last, unit);
  const layers = incidents.words("layer").length;
  const size = edges.length - 1;
  const counts = new Uint32Array(size * layers);
  const binOfDay = new Uint16Array(edges[size]! - edges[0]!);
  for (let bin = 0; bin < size; bin += 1) binOfDay.fill(bin, edges[bin]! - edges[0]!, edges[bin + 1]! - edges[0]!);
  const codes = incidents.codes("layer");
  for (let row = 0; row < incidents.count; row += 1) {
    if (!filter.isInHistogram(row) || !incidents.isDated(row)) continue;
    const day = likelyDay(incidents, row);
    const bin = binOfDay[Math.max(0, Math.min(binOfDay.length - 1, day - edges[0]!))]!;
    counts[bin * layers + codes[row]!]! += 1;
  }
  let highest = 0;
  for (let bin = 0; bin < size; bin += 1) {
    let sum = 0;
    for (let layer = 0; layer < layers; layer += 1) sum += counts[bin * layers + layer]!;
    highest = Math.max(highest, sum);
  }
  return { unit, edges, counts, layers, highest };
}
