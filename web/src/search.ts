// Text search: every word of the query must stand in an incident's summary, place, actor, target or quotes.
import type { Details, Incidents } from "./incidents";

/** Lower case without accents, so that "Sanaa" finds "Şanʿāʾ" and "kyiv" finds "Kyiv". Keeps every character's place. */
export function fold(text: string): string {
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  let folded = "";
  for (const character of text) {
    const plain = character.normalize("NFD").replace(/[\u0300-\u036f\u064b-\u065f]/g, "").toLowerCase();
    folded += plain.length === character.length ? plain : character;
  }
  return folded;
}

export function queryWords(query: string): string[] {
  return fold(query.trim()).split(/\s+/).filter(Boolean);
}

/** What is searched, beside the actors. */
export const SEARCHED = ["summary", "place", "target", "quote", "sources"] as const;

export class SearchIndex {
  private text = "";
  private readonly ends: Uint32Array;
  private readonly columns: string[][];
  private parts: string[] = [];
  private rows = 0;
  private length = 0;

  constructor(
    private readonly incidents: Incidents,
    private readonly details: Details,
  ) {
    this.columns = SEARCHED.map((name) => details.texts(name));
    this.ends = new Uint32Array(incidents.count);
  }

  /** Take in some more rows; returns whether all are in, which is when it can be searched. */
  grow(rows: number): boolean {
    const { incidents, details, columns, ends, parts, rows: first } = this;
    const last = Math.min(incidents.count, first + rows);
    if (first === last) return last === incidents.count;
    const actors = incidents.words("actor");
    const actorCodes = incidents.codes("actor");
    const quotes = details.reports?.texts("quote");
    for (let row = first; row < last; row += 1) {
      let part = actors[actorCodes[row]!]!;
      for (const column of columns) part += `\n${column[row]!}`;
      if (quotes) for (const report of details.reportsOf(row)) part += `\n${quotes[report]!}`;
      part += "\n";
      // Row by row: one name with accents does not slow down the folding of all the rest.
      parts.push(fold(part));
      this.length += part.length;
      ends[row] = this.length;
    }
    this.rows = last;
    if (last < incidents.count) return false;
    this.text = parts.join("");
    this.parts = [];
    return true;
  }

  /** 1 for every row that holds all the words. */
  find(words: readonly string[]): Uint8Array {
    const found = new Uint8Array(this.ends.length);
    words.forEach((word, round) => this.markWord(word, round, found));
    const all = words.length;
    for (let row = 0; row < found.length; row += 1) found[row] = found[row] === all ? 1 : 0;
    return found;
  }

  /** Raises a row from `round` to `round` + 1 when the word stands in it. */
  private markWord(word: string, round: number, found: Uint8Array): void {
    const { text, ends } = this;
    let row = 0;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, ends[row - 1]!)) {
      row = rowAt(ends, at, row);
      if (found[row] === round) found[row] = round + 1;
      row += 1;
      if (row >= ends.length) return;
    }
  }
}

/** The first row from `low` on that ends after the position. */
function rowAt(ends: Uint32Array, position: number, low: number): number {
  let step = 1;
  let high = low;
  while (high < ends.length && ends[high]! <= position) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  high = Math.min(high, ends.length - 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the words stand in a text, as pairs of start and end; what overlaps is joined. */
export function highlights(text: string, words: readonly string[]): [number, number][] {
  const folded = fold(text);
  const found: [number, number][] = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) found.push([at, at + word.length]);
  }
  found.sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const one of found) {
    const last = joined[joined.length - 1];
    if (last && one[0] <= last[1]) last[1] = Math.max(last[1], one[1]);
    else joined.push([...one]);
  }
  return joined;
}
