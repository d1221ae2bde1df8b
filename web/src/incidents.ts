// The incidents as columns: what filters and marks need at once, the words when they are first needed.
import { readBlock, type Block, type Codes, type Table, type Whole } from "./blocks";
import { NO_DAY } from "./days";
import type { Strings } from "./words";

export interface Meta {
  title: string | null;
  subtitle: string | null;
  note: string | null;
  language: string;
  /** The texts of the page in its language; null for English, which the script has. */
  strings: Partial<Strings> | null;
  version: string;
  articles: number | null;
  /** Rank 0 is a capital, 1 a town, 2 a first-level division; degrees in hundredths. */
  labels: [name: string, latitude: number, longitude: number, rank: number][];
  basemap: "world" | "own" | null;
  /** The summaries and places of the rows from `row` on: those that the list begins with. */
  first: { row: number; summary: string[]; place: string[] };
  tiles: { url: string; attribution: string; subdomains: string; max_zoom: number; host: string } | null;
  fit: boolean;
  dictionaries: Record<CodeColumn, string[]>;
}

export type CodeColumn =
  | "layer"
  | "kind"
  | "status"
  | "date_precision"
  | "date_basis"
  | "place_basis"
  | "country"
  | "facility"
  | "actor";

const STEPS = 100_000;
const MISSING = -1;
const NO_POINT = -(2 ** 31);
const NO_CONFIDENCE = 255;

export class Incidents {
  readonly count: number;
  readonly meta: Meta;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly day: Int32Array;
  readonly killed: Whole;
  readonly reportCount: Whole;
  /** Percent, 255 where not given. */
  readonly confidence: Uint8Array;
  readonly radius: Float32Array;
  /** The point in the world of the map, 0 to 1 from west to east and from north to south; NaN without a point. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The first of the rows without a day, which are the last ones. */
  readonly undated: number;
  /** First and last day of all that is dated, or null. */
  readonly span: [number, number] | null;
  private readonly table: Table;
  private readonly latitudes: Int32Array;
  private readonly longitudes: Int32Array;
  private detailsBlock: Promise<Details> | null = null;
  private readonly codeColumns = new Map<CodeColumn, Codes>();

  constructor(
    block: Block<Meta>,
    private readonly detailsElement: string,
  ) {
    this.table = block.tables.incidents!;
    this.meta = block.meta;
    this.count = this.table.rows;
    this.start = this.table.numbers("date_start");
    this.end = this.table.numbers("date_end");
    this.day = this.table.numbers("date");
    this.killed = this.table.numbers("killed_low");
    this.reportCount = this.table.numbers("report_count");
    this.confidence = this.table.numbers("confidence");
    this.radius = this.table.numbers("radius_km");
    this.latitudes = this.table.numbers("latitude");
    this.longitudes = this.table.numbers("longitude");
    const { count, latitudes, longitudes } = this;
    this.undated = count;
    while (this.undated > 0 && this.start[this.undated - 1] === NO_DAY) this.undated -= 1;
    this.span = this.findSpan();
    this.x = new Float64Array(count);
    this.y = new Float64Array(count);
    for (let row = 0; row < count; row += 1) {
      const gone = latitudes[row] === NO_POINT || longitudes[row] === NO_POINT;
      this.x[row] = gone ? NaN : worldX(longitudes[row]! / STEPS);
      this.y[row] = gone ? NaN : worldY(latitudes[row]! / STEPS);
    }
  }

  private findSpan(): [number, number] | null {
    const { count, start, end } = this;
    let first = Infinity;
    let last = -Infinity;
    for (let row = 0; row < count; row += 1) {
      if (start[row] === NO_DAY || end[row] === NO_DAY) continue;
      if (start[row]! < first) first = start[row]!;
      if (end[row]! > last) last = end[row]!;
    }
    return first <= last ? [first, last] : null;
  }

  latitude(row: number): number | null {
    const value = this.latitudes[row]!;
    return value === NO_POINT ? null : value / STEPS;
  }

  longitude(row: number): number | null {
    const value = this.longitudes[row]!;
    return value === NO_POINT ? null : value / STEPS;
  }

  /** The index of every row's word in `words(name)`. */
  codes(name: CodeColumn): Codes {
    let column = this.codeColumns.get(name);
    if (!column) {
      column = this.table.numbers<Codes>(name);
      this.codeColumns.set(name, column);
    }
    return column;
  }

  words(name: CodeColumn): string[] {
    return this.meta.dictionaries[name];
  }

  /** The word of one row, "" where it is missing. */
  word(name: CodeColumn, row: number): string {
    return this.words(name)[this.codes(name)[row]!] ?? "";
  }

  number(name: "killed_low" | "killed_high" | "injured_low" | "injured_high" | "troops" | "source_count", row: number): number | null {
    const value = this.table.numbers<Whole>(name)[row]!;
    return value === MISSING ? null : value;
  }

  flag(name: "targeted_killing" | "series", row: number): boolean {
    return this.table.numbers<Uint8Array>(name)[row] === 1;
  }

  confidenceOf(row: number): number | null {
    const value = this.confidence[row]!;
    return value === NO_CONFIDENCE ? null : value;
  }

  isDated(row: number): boolean {
    return this.start[row] !== NO_DAY && this.end[row] !== NO_DAY;
  }

  /** What a list shows of a row before the words are read, or null. */
  early(name: "summary" | "place", row: number): string | null {
    const { first } = this.meta;
    return first[name][row - first.row] ?? null;
  }

  /** The words: read once, when first asked for. */
  details(): Promise<Details> {
    this.detailsBlock ??= readBlock<null>(this.detailsElement).then(
      (block) => new Details(block.tables.incidents!, block.tables.reports ?? null),
    );
    return this.detailsBlock;
  }
}

export type WordColumn =
  | "incident_id"
  | "place"
  | "place_text"
  | "admin1"
  | "place_id"
  | "target"
  | "weapon"
  | "summary"
  | "quote"
  | "sources"
  | "urls"
  | "members"
  | "corrected"
  | "merge_reason";

export class Details {
  private readonly firstReports: Uint32Array | null;

  constructor(
    private readonly table: Table,
    readonly reports: Table | null,
  ) {
    this.firstReports = reports ? indexReports(reports, table.rows) : null;
  }

  texts(name: WordColumn): string[] {
    return this.table.texts(name);
  }

  text(name: WordColumn, row: number): string {
    return this.table.texts(name)[row] ?? "";
  }

  list(name: "sources" | "urls" | "members" | "corrected", row: number): string[] {
    const text = this.text(name, row);
    return text === "" ? [] : text.split("|").map((one) => one.trim()).filter(Boolean);
  }

  /** The rows of the reports table that belong to an incident. */
  reportsOf(row: number): number[] {
    if (!this.firstReports) return [];
    const rows = [];
    for (let at = this.firstReports[row]!; at < this.firstReports[row + 1]!; at += 1) rows.push(at);
    return rows;
  }
}

/** For every incident the first of its reports; they lie in the order of the incidents. */
function indexReports(reports: Table, count: number): Uint32Array {
  const owners = reports.numbers<Uint32Array>("incident");
  const first = new Uint32Array(count + 1);
  for (const owner of owners) first[owner + 1]! += 1;
  for (let row = 0; row < count; row += 1) first[row + 1]! += first[row]!;
  return first;
}

const STEEPEST = 85.0511287798;

/** Spherical Mercator with the whole world as 0 to 1, as Leaflet has it at 256 pixels. */
export function worldX(longitude: number): number {
  return longitude / 360 + 0.5;
}

export function worldY(latitude: number): number {
  const sine = Math.sin((Math.max(-STEEPEST, Math.min(STEEPEST, latitude)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}
