// The shown incidents as records with the columns of incidents.csv.
import type { Details, Incidents } from "../incidents";
import { NO_DAY, toIso } from "../days";

export type Cell = string | number | boolean | null;

const day = (value: number): string | null => (value === NO_DAY ? null : toIso(value));
const text = (value: string): string | null => value || null;

/** In the order of the incidents table. */
export const COLUMNS: [string, (incidents: Incidents, details: Details, row: number) => Cell][] = [
  ["incident_id", (_, d, r) => d.text("incident_id", r)],
  ["layer", (i, _, r) => text(i.word("layer", r))],
  ["kind", (i, _, r) => text(i.word("kind", r))],
  ["status", (i, _, r) => text(i.word("status", r))],
  ["date_start", (i, _, r) => day(i.start[r]!)],
  ["date_end", (i, _, r) => day(i.end[r]!)],
  ["date", (i, _, r) => day(i.day[r]!)],
  ["date_precision", (i, _, r) => text(i.word("date_precision", r))],
  ["date_basis", (i, _, r) => text(i.word("date_basis", r))],
  ["place", (_, d, r) => text(d.text("place", r))],
  ["place_text", (_, d, r) => text(d.text("place_text", r))],
  ["place_basis", (i, _, r) => text(i.word("place_basis", r))],
  ["latitude", (i, _, r) => i.latitude(r)],
  ["longitude", (i, _, r) => i.longitude(r)],
  ["radius_km", (i, _, r) => (i.radius[r]! < 0 ? null : Number(i.radius[r]!.toPrecision(6)))],
  ["country", (i, _, r) => text(i.word("country", r))],
  ["admin1", (_, d, r) => text(d.text("admin1", r))],
  ["place_id", (_, d, r) => text(d.text("place_id", r))],
  ["actor", (i, _, r) => text(i.word("actor", r))],
  ["target", (_, d, r) => text(d.text("target", r))],
  ["weapon", (_, d, r) => text(d.text("weapon", r))],
  ["facility", (i, _, r) => text(i.word("facility", r))],
  ["targeted_killing", (i, _, r) => i.flag("targeted_killing", r)],
  ["killed_low", (i, _, r) => i.number("killed_low", r)],
  ["killed_high", (i, _, r) => i.number("killed_high", r)],
  ["injured_low", (i, _, r) => i.number("injured_low", r)],
  ["injured_high", (i, _, r) => i.number("injured_high", r)],
  ["troops", (i, _, r) => i.number("troops", r)],
  ["summary", (_, d, r) => text(d.text("summary", r))],
  ["quote", (_, d, r) => text(d.text("quote", r))],
  ["report_count", (i, _, r) => (i.reportCount[r]! < 0 ? null : i.reportCount[r]!)],
  ["source_count", (i, _, r) => i.number("source_count", r)],
  ["sources", (_, d, r) => text(d.text("sources", r))],
  ["urls", (_, d, r) => text(d.text("urls", r))],
  ["confidence", (i, _, r) => (i.confidenceOf(r) === null ? null : i.confidenceOf(r)! / 100)],
  ["series", (i, _, r) => i.flag("series", r)],
  ["members", (_, d, r) => text(d.text("members", r))],
  ["corrected", (_, d, r) => text(d.text("corrected", r))],
  ["merge_reason", (_, d, r) => text(d.text("merge_reason", r))],
];

export function record(incidents: Incidents, details: Details, row: number): Record<string, Cell> {
  return Object.fromEntries(COLUMNS.map(([name, read]) => [name, read(incidents, details, row)]));
}
