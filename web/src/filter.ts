// Which incidents are shown, and how many there would be of each sort. Every filter owns one bit of a row's mask; a row
// is shown when its mask is 0, and it counts for a filter's own choices when no other filter's bit is set.
import type { Codes } from "./blocks";
import type { CodeColumn, Incidents } from "./incidents";
import { NEVER_SHOWN, shownAtFirst } from "./taxonomy";
import { NO_DAY } from "./days";

/** Filters by a set of words. The value is the words left out (layer, kind, status) or the only ones let in (others). */
export const CHOICES = ["layer", "kind", "status", "country", "actor", "facility"] as const;
export type Choice = (typeof CHOICES)[number];

const BIT = { layer: 1, kind: 2, status: 4, country: 8, actor: 16, facility: 32, date: 64, search: 128, least: 256, never: 512 } as const;
type Part = keyof typeof BIT;

export interface FilterState {
  /** Words that are off. */
  off: { layer: Set<string>; kind: Set<string> };
  /** Statuses switched by hand; the others are as at first. */
  status: Map<string, boolean>;
  /** Words that are on; an empty set lets all in. */
  only: { country: Set<string>; actor: Set<string>; facility: Set<string> };
  from: number | null;
  to: number | null;
  sure: boolean;
  undated: boolean;
  killed: number;
  reports: number;
  confidence: number;
  search: string;
}

export function emptyFilter(): FilterState {
  return {
    off: { layer: new Set(), kind: new Set() },
    status: new Map(),
    only: { country: new Set(), actor: new Set(), facility: new Set() },
    from: null,
    to: null,
    sure: false,
    undated: true,
    killed: 0,
    reports: 0,
    confidence: 0,
    search: "",
  };
}

export class Filter {
  state = emptyFilter();
  /** Rows that are shown, in the order of their days. */
  shown: Uint32Array;
  shownCount = 0;
  /** Per row: whether its date surely lies inside the chosen days; means something only when days are chosen. */
  readonly surely: Uint8Array;
  readonly counts: Record<Choice, Uint32Array>;
  /** Shown if the dates allowed it: undated ones. */
  undatedCount = 0;
  private readonly mask: Uint16Array;
  /** The bits that some row may have. */
  private used = 0;
  /** Rows that one filter alone keeps out. */
  private readonly almost: Uint32Array;
  private matches: Uint8Array | null = null;
  /** Counts the changes of everything but the dates, which is what the histogram follows. */
  generation = 0;

  /** Nothing is shown before `refresh`, which comes when the state is what the address wants. */
  constructor(private readonly incidents: Incidents) {
    const { count } = incidents;
    this.shown = new Uint32Array(count);
    this.surely = new Uint8Array(count);
    this.mask = new Uint16Array(count);
    this.almost = new Uint32Array(count);
    this.counts = Object.fromEntries(
      CHOICES.map((name) => [name, new Uint32Array(incidents.words(name).length)]),
    ) as Record<Choice, Uint32Array>;
    this.markNever();
  }

  /** Rows that a search found, or null for no search. */
  setMatches(matches: Uint8Array | null): void {
    this.matches = matches;
    this.refresh(["search"]);
  }

  /** Apply what changed in `state`: the parts named, or everything. */
  refresh(parts: readonly (Choice | "date" | "search" | "least")[] = [...CHOICES, "least", "date", "search"]): void {
    for (const part of parts) {
      if (part === "date") this.markDates();
      else if (part === "search") this.markSearch();
      else if (part === "least") this.markLeast();
      else this.markChoice(part);
      if (part !== "date") this.generation += 1;
    }
    this.collect();
  }

  /** Whether the row is shown. */
  isShown(row: number): boolean {
    return this.mask[row] === 0;
  }

  /** Whether only the dates, if anything, keep the row from being shown. */
  isInHistogram(row: number): boolean {
    return (this.mask[row]! & ~BIT.date) === 0;
  }

  /** Whether days are chosen. */
  hasDates(): boolean {
    return this.state.from !== null || this.state.to !== null;
  }

  statusIsOn(status: string): boolean | "mixed" {
    const switched = this.state.status.get(status);
    if (switched !== undefined) return switched;
    return status === "planned" ? "mixed" : shownAtFirst(status, "");
  }

  isActive(): boolean {
    const { state } = this;
    return (
      state.off.layer.size + state.off.kind.size + state.status.size > 0 ||
      state.only.country.size + state.only.actor.size + state.only.facility.size > 0 ||
      state.from !== null ||
      state.to !== null ||
      state.sure ||
      !state.undated ||
      state.killed + state.reports + state.confidence > 0 ||
      state.search !== ""
    );
  }

  private markNever(): void {
    this.markWords("never", "status", (word) => !NEVER_SHOWN.has(word));
  }

  private markSearch(): void {
    const { matches } = this;
    this.mark("search", matches && ((row) => matches[row] === 1));
  }

  private markChoice(name: Choice): void {
    if (name === "status") this.markStatus();
    else this.markWords(name, name, (word) => this.allows(name, word));
  }

  private markWords(part: Part, column: CodeColumn, allows: (word: string) => boolean): void {
    const bit = BIT[part];
    const { mask } = this;
    const bits = Uint16Array.from(this.incidents.words(column), (word) => (allows(word) ? 0 : bit));
    if (!bits.includes(bit)) return this.unmark(bit);
    this.used |= bit;
    const codes = this.incidents.codes(column);
    for (let row = 0; row < mask.length; row += 1) mask[row] = (mask[row]! & ~bit) | bits[codes[row]!]!;
  }

  private allows(name: Exclude<Choice, "status">, word: string): boolean {
    if (name === "layer" || name === "kind") return !this.state.off[name].has(word);
    const only = this.state.only[name];
    return only.size === 0 || only.has(word);
  }

  private markStatus(): void {
    const kinds = this.incidents.words("kind");
    const kindCodes = this.incidents.codes("kind");
    const codes = this.incidents.codes("status");
    const bit = BIT.status;
    const { mask } = this;
    const bits = Uint16Array.from(this.incidents.words("status").flatMap((status) => {
      const switched = this.state.status.get(status);
      return kinds.map((kind) => ((switched ?? shownAtFirst(status, kind)) ? 0 : bit));
    }));
    const width = kinds.length;
    this.used |= bit;
    for (let row = 0; row < mask.length; row += 1) {
      mask[row] = (mask[row]! & ~bit) | bits[codes[row]! * width + kindCodes[row]!]!;
    }
  }

  private markLeast(): void {
    const { killed, reports, confidence } = this.state;
    const { incidents } = this;
    if (killed + reports + confidence === 0) return this.mark("least", null);
    this.mark(
      "least",
      (row) =>
        (killed === 0 || incidents.killed[row]! >= killed) &&
        (reports === 0 || incidents.reportCount[row]! >= reports) &&
        (confidence === 0 || (incidents.confidence[row] !== 255 && incidents.confidence[row]! >= confidence)),
    );
  }

  private markDates(): void {
    const { start, end, count } = this.incidents;
    const { sure, undated } = this.state;
    const from = this.state.from ?? -Infinity;
    const to = this.state.to ?? Infinity;
    const { mask, surely } = this;
    if (!this.hasDates() && undated) return this.mark("date", null);
    this.used |= BIT.date;
    for (let row = 0; row < count; row += 1) {
      const first = start[row]!;
      const last = end[row]!;
      let inside: boolean;
      if (first === NO_DAY || last === NO_DAY) {
        surely[row] = 0;
        inside = undated;
      } else {
        const surelyInside = first >= from && last <= to;
        surely[row] = surelyInside ? 1 : 0;
        inside = sure ? surelyInside : first <= to && last >= from;
      }
      if (inside) mask[row]! &= ~BIT.date;
      else mask[row]! |= BIT.date;
    }
  }

  /** Mark the rows that a filter keeps out; null lets all pass. */
  private mark(part: Part, passes: ((row: number) => boolean) | null): void {
    const bit = BIT[part];
    const { mask } = this;
    if (passes === null) return this.unmark(bit);
    this.used |= bit;
    for (let row = 0; row < mask.length; row += 1) {
      if (passes(row)) mask[row]! &= ~bit;
      else mask[row]! |= bit;
    }
  }

  private unmark(bit: number): void {
    const { mask } = this;
    if (this.used & bit) for (let row = 0; row < mask.length; row += 1) mask[row]! &= ~bit;
    this.used &= ~bit;
  }

  /** The rows that are shown, and the counts of every choice under all the other filters. */
  private collect(): void {
    const { mask, shown, almost, incidents } = this;
    let shownCount = 0;
    let almostCount = 0;
    for (let row = 0; row < mask.length; row += 1) {
      const value = mask[row]!;
      if (value === 0) {
        shown[shownCount] = row;
        shownCount += 1;
      } else if ((value & (value - 1)) === 0) {
        almost[almostCount] = row;
        almostCount += 1;
      }
    }
    this.shownCount = shownCount;
    for (const name of CHOICES) {
      const codes = incidents.codes(name);
      const counts = this.counts[name].fill(0);
      tally(counts, codes, shown, shownCount);
      const bit = BIT[name];
      if (this.used & bit) tally(counts, codes, almost.subarray(0, almostCount).filter((row) => mask[row] === bit));
    }
    this.undatedCount = 0;
    for (let row = incidents.undated; row < mask.length; row += 1) if (this.isInHistogram(row)) this.undatedCount += 1;
  }
}

/** Count the codes of some rows. */
function tally(counts: Uint32Array, codes: Codes, rows: Uint32Array, length = rows.length): void {
  for (let at = 0; at < length; at += 1) counts[codes[rows[at]!]!]! += 1;
}
