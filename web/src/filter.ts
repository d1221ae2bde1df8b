// Which incidents are shown, and how many there would be of each sort. Every filter owns one bit of a row's mask; a row
// is shown when its mask is 0, and it counts for a filter's own choices when no other filter's bit is set.
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
  /** Per row: whether its date surely lies inside the chosen days. */
  readonly surely: Uint8Array;
  readonly counts: Record<Choice, Uint32Array>;
  /** Shown if the dates allowed it: undated ones. */
  undatedCount = 0;
  private readonly mask: Uint16Array;
  private matches: Uint8Array | null = null;
  /** Counts the changes of everything but the dates, which is what the histogram follows. */
  generation = 0;

  constructor(private readonly incidents: Incidents) {
    const { count } = incidents;
    this.shown = new Uint32Array(count);
    this.surely = new Uint8Array(count);
    this.mask = new Uint16Array(count);
    this.counts = Object.fromEntries(
      CHOICES.map((name) => [name, new Uint32Array(incidents.words(name).length)]),
    ) as Record<Choice, Uint32Array>;
    this.markNever();
    this.refresh([...CHOICES, "least", "date"]);
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
      else if (part === "search") this.mark("search", (row) => this.matches === null || this.matches[row] === 1);
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
    const statuses = this.incidents.words("status").map((word) => NEVER_SHOWN.has(word));
    const codes = this.incidents.codes("status");
    this.mark("never", (row) => !statuses[codes[row]!]);
  }

  private markChoice(name: Choice): void {
    if (name === "status") this.markStatus();
    else {
      const words = this.incidents.words(name);
      const allowed = Uint8Array.from(words, (word) => (this.allows(name, word) ? 1 : 0));
      const codes = this.incidents.codes(name);
      this.mark(name, (row) => allowed[codes[row]!] === 1);
    }
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
    const allowed = this.incidents.words("status").map((status) => {
      const switched = this.state.status.get(status);
      return kinds.map((kind) => switched ?? shownAtFirst(status, kind));
    });
    this.mark("status", (row) => allowed[codes[row]!]![kindCodes[row]!]!);
  }

  private markLeast(): void {
    const { killed, reports, confidence } = this.state;
    const { incidents } = this;
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

  private mark(part: Part, passes: (row: number) => boolean): void {
    const bit = BIT[part];
    const { mask } = this;
    for (let row = 0; row < mask.length; row += 1) {
      if (passes(row)) mask[row]! &= ~bit;
      else mask[row]! |= bit;
    }
  }

  /** One pass: the rows that are shown, and the counts of every choice under all the other filters. */
  private collect(): void {
    const { mask, shown, incidents } = this;
    const columns = CHOICES.map((name) => ({ bit: BIT[name], codes: incidents.codes(name as CodeColumn), counts: this.counts[name].fill(0) }));
    let at = 0;
    this.undatedCount = 0;
    for (let row = 0; row < mask.length; row += 1) {
      const value = mask[row]!;
      if (value === 0) {
        shown[at] = row;
        at += 1;
        for (const column of columns) column.counts[column.codes[row]!]! += 1;
      } else if ((value & (value - 1)) === 0) {
        for (const column of columns) if (column.bit === value) column.counts[column.codes[row]!]! += 1;
      }
      if ((value & ~BIT.date) === 0 && incidents.start[row] === NO_DAY) this.undatedCount += 1;
    }
    this.shownCount = at;
  }
}
