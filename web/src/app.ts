// What all the parts of the page share: the data, the filter, what is selected, and who is told when they change.
import { pause } from "./blocks";
import type { Details, Incidents } from "./incidents";
import { NO_DAY } from "./days";
import { emptyFilter, Filter, type Choice } from "./filter";
import type { Leaflet } from "./leafletapi";
import { Painter, type SizeBy } from "./marks/painter";
import { queryWords, SearchIndex, SEARCHED } from "./search";
import type { Theme } from "./theme";

export type Change = "filter" | "dates" | "selection" | "theme" | "size" | "group" | "data";
/** Milliseconds that a row waits for its words: what the reader does is drawn first. */
const WORDS_SOON = 100;
/** Rows that the search takes in at one go while nobody waits for it: some ten milliseconds. */
const WARM_ROWS = 4000;

type Part = Choice | "date" | "least" | "search";

export class App {
  readonly filter: Filter;
  readonly painter: Painter;
  details: Details | null = null;
  theme!: Theme;
  selected: number | null = null;
  /** Whether the last selection left the view to somebody else. */
  still = false;
  /** Rows listed because they share a point, or null. */
  here: number[] | null = null;
  /** The words of the search, folded. */
  words: string[] = [];
  private index: SearchIndex | null = null;
  private readonly listeners: ((change: Change) => void)[] = [];
  private searches = 0;
  private wanted = 0;

  constructor(
    readonly incidents: Incidents,
    readonly map: Leaflet.Map,
    readonly root: HTMLElement,
  ) {
    this.filter = new Filter(incidents);
    this.painter = new Painter(incidents, this.filter);
    this.painter.shapeOf = (row) => {
      const shapes = this.details?.reports?.texts("place_shape");
      const report = shapes && this.details!.reportsOf(row).find((one) => shapes[one] !== "");
      return report === undefined ? "" : shapes![report]!;
    };
  }

  onChange(listener: (change: Change) => void): void {
    this.listeners.push(listener);
  }

  tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }

  /** Call after `filter.state` was changed, with the parts that did. */
  applyFilter(...parts: Part[]): void {
    this.filter.refresh(parts);
    this.afterFilter(parts.length === 1 && parts[0] === "date" ? "dates" : "filter");
  }

  setDates(from: number | null, to: number | null): void {
    const { state } = this.filter;
    if (state.from === from && state.to === to) return;
    state.from = from;
    state.to = to;
    this.applyFilter("date");
  }

  clearFilter(): void {
    this.filter.state = emptyFilter();
    this.words = [];
    this.filter.setMatches(null);
    this.filter.refresh();
    this.afterFilter("filter");
  }

  /** Show what holds all the words of the query. Resolves when that is done, or when a later search took its place. */
  async search(query: string): Promise<void> {
    this.searches += 1;
    const mine = this.searches;
    this.filter.state.search = query.trim();
    const words = queryWords(query);
    if (words.length) {
      const details = await this.loadDetails();
      if (mine !== this.searches) return;
      this.index ??= new SearchIndex(this.incidents, details);
      this.index.grow(Infinity);
    }
    this.words = words;
    this.filter.setMatches(words.length ? this.index!.find(words) : null);
    this.afterFilter("filter");
  }

  async loadDetails(): Promise<Details> {
    if (!this.details) {
      const details = await this.incidents.details();
      // Several may have waited; one tells.
      if (!this.details) {
        this.details = details;
        this.tell("data");
      }
    }
    return this.details!;
  }

  /** What a list shows of a row; "" as long as its words are not read, which is then seen to. */
  shortly(name: "summary" | "place", row: number): string {
    const found = this.details ? this.details.text(name, row) : this.incidents.early(name, row);
    if (found === null) this.wantDetails();
    return found ?? "";
  }

  private wantDetails(): void {
    this.wanted ||= window.setTimeout(() => void this.loadDetails(), WORDS_SOON);
  }

  /** Get the search ready while nobody waits for it. */
  async warmUp(): Promise<void> {
    const details = await this.loadDetails();
    for (const name of SEARCHED) {
      details.texts(name);
      await pause();
    }
    this.index ??= new SearchIndex(this.incidents, details);
    while (!this.index.grow(WARM_ROWS)) await pause();
  }

  /** Select a row; `still` leaves the view as it is. */
  select(row: number | null, still = false): void {
    if (this.selected === row) return;
    this.still = still;
    this.selected = row;
    this.painter.selected = row;
    this.tell("selection");
  }

  showHere(rows: number[] | null): void {
    this.here = rows;
    this.tell("group");
  }

  setSize(size: SizeBy): void {
    this.painter.sizeBy = size;
    this.tell("size");
  }

  /** The shown rows as they are listed: the latest first, undated ones last. */
  listed(): Uint32Array {
    const { shown, shownCount } = this.filter;
    const { start } = this.incidents;
    const rows = new Uint32Array(shownCount);
    let undated = shownCount;
    while (undated > 0 && start[shown[undated - 1]!] === NO_DAY) undated -= 1;
    // Undated incidents have the earliest day of all numbers and are the last rows of the data.
    for (let i = 0; i < undated; i += 1) rows[i] = shown[undated - 1 - i]!;
    for (let i = undated; i < shownCount; i += 1) rows[i] = shown[i]!;
    return rows;
  }

  private afterFilter(change: "filter" | "dates"): void {
    if (this.selected !== null && !this.filter.isShown(this.selected)) this.select(null);
    if (this.here !== null) this.showHere(null);
    this.tell(change);
  }
}


