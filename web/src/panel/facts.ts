// What a card says of an incident, in words: date, place and numbers with how sure they are.
import type { App } from "../app";
import type { Whole } from "../blocks";
import { intervalInWords, NO_DAY } from "../days";
import type { Details, Incidents } from "../incidents";
import { h } from "../dom";
import { count, nameOf, t, type Key } from "../words";
import { placeName } from "./row";

type Range = readonly ["killed_low", "killed_high"] | readonly ["injured_low", "injured_high"];

export function dateInWords(incidents: Incidents, row: number): string {
  return intervalInWords(incidents.start[row]!, incidents.end[row]!);
}

export function datePrecision(incidents: Incidents, row: number): string {
  const basis = `card.basis.date.${incidents.word("date_basis", row)}`;
  const known = ["explicit", "weekday", "relative", "publication", "order", "none"].includes(incidents.word("date_basis", row));
  if (!incidents.isDated(row)) return known ? t(basis as Key) : "";
  const precision = incidents.word("date_precision", row);
  return [precision && nameOf("precision", precision), known && t(basis as Key)].filter(Boolean).join("; ");
}

export function placePrecision(app: App, row: number): string {
  const { incidents } = app;
  const basis = incidents.word("place_basis", row);
  const radius = incidents.radius[row]!;
  const within = radius > 0 && basis !== "country" ? t("card.within", { km: Math.round(radius) || 1 }) : "";
  return [basis && nameOf("basis", basis), within].filter(Boolean).join("; ");
}

/** "12", "9 to 12", "at least 9", "nobody"; null when no report counts. */
export function numberInWords(low: number | null, high: number | null): string | null {
  if (low === null && high === null) return null;
  if (low === 0 && high === 0) return t("card.nobody");
  if (low !== null && high === null) return t("card.atleast", { n: low });
  if (low === null || low === high) return count(high!);
  return t("card.span", { low, high: high! });
}

/** The number of an incident; where reports differ, each one's with its source. */
export function disputedNumber(app: App, details: Details, row: number, [low, high]: Range): HTMLElement | null {
  const together = numberInWords(app.incidents.number(low, row), app.incidents.number(high, row));
  if (together === null) return null;
  const told = new Map<string, string[]>();
  const { reports } = details;
  if (reports) {
    const lows = reports.numbers<Whole>(low);
    const highs = reports.numbers<Whole>(high);
    const sources = reports.texts("source");
    for (const report of details.reportsOf(row)) {
      const words = numberInWords(missing(lows[report]!), missing(highs[report]!));
      if (words === null) continue;
      const names = told.get(words) ?? [];
      const source = sources[report] || t("card.nosource");
      if (!names.includes(source)) names.push(source);
      told.set(words, names);
    }
  }
  if (told.size < 2) return h("span", {}, together);
  return h("span", {}, ...[...told].flatMap(([words, names], at) => [at ? ", " : "", t("card.by", { number: words, source: names.join(", ") })]));
}

const missing = (value: number): number | null => (value < 0 ? null : value);

/** The facts as pairs of label and value, for what is known. */
export function facts(app: App, details: Details, row: number): [name: string, label: string, value: Node, remark: string][] {
  const { incidents } = app;
  const text = (value: string): Node => h("span", { dir: "auto" }, value);
  const found: [string, string, Node | null, string][] = [
    ["date", t("card.date"), text(dateInWords(incidents, row)), datePrecision(incidents, row)],
    ["place", t("card.place"), text(placeName(app, row)), placePrecision(app, row)],
    ["killed_low", t("card.killed"), disputedNumber(app, details, row, ["killed_low", "killed_high"]), ""],
    ["injured_low", t("card.injured"), disputedNumber(app, details, row, ["injured_low", "injured_high"]), ""],
    ["troops", t("card.troops"), numberNode(incidents.number("troops", row)), ""],
    ["actor", t("card.actor"), known(incidents.word("actor", row)), ""],
    ["target", t("card.target"), known(details.text("target", row)), ""],
    ["weapon", t("card.weapon"), known(details.text("weapon", row)), ""],
    ["facility", t("card.facility"), known(incidents.word("facility", row) && nameOf("facility", incidents.word("facility", row))), ""],
  ];
  return found.filter((one): one is [string, string, Node, string] => one[2] !== null);
}

const known = (value: string): Node | null => (value ? h("span", { dir: "auto" }, value) : null);
const numberNode = (value: number | null): Node | null => (value === null ? null : h("span", {}, count(value)));

export const publishedOn = (day: number): string => (day === NO_DAY ? "" : t("card.published", { day: intervalInWords(day, day) }));
