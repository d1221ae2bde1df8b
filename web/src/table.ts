// Every shown incident in a table: the accessible twin of the map, sortable, with rows made as they come into sight.
import type { App } from "./app";
import { intervalInWords, NO_DAY } from "./days";
import { h, icon, set } from "./dom";
import type { Details } from "./incidents";
import { numberInWords } from "./panel/facts";
import { marked } from "./panel/row";
import { VirtualRows } from "./virtual";
import { count, countryName, locale, nameOf, t, type Key } from "./words";

const ROW_HEIGHT = 40;

interface Column {
  name: string;
  text: (app: App, details: Details, row: number) => string;
  /** What to sort by; a missing value comes last. */
  key: (app: App, details: Details, row: number) => number | string | null;
  numeric?: boolean;
}

const number = (name: "killed" | "injured"): Column => ({
  name,
  numeric: true,
  text: (app, _, row) => numberInWords(app.incidents.number(`${name}_low`, row), app.incidents.number(`${name}_high`, row)) ?? "",
  key: (app, _, row) => app.incidents.number(`${name}_low`, row) ?? app.incidents.number(`${name}_high`, row),
});
const words = (name: string, read: Column["text"]): Column => ({ name, text: read, key: (app, details, row) => read(app, details, row) || null });

const COLUMNS: Column[] = [
  { name: "date", text: (app, _, row) => intervalInWords(app.incidents.start[row]!, app.incidents.end[row]!, false), key: (app, _, row) => (app.incidents.start[row] === NO_DAY ? null : app.incidents.start[row]!) },
  words("layer", (app, _, row) => nameOf("layer", app.incidents.word("layer", row))),
  words("kind", (app, _, row) => nameOf("kind", app.incidents.word("kind", row))),
  words("summary", (_, details, row) => details.text("summary", row)),
  words("place", (_, details, row) => details.text("place", row)),
  words("country", (app, _, row) => countryName(app.incidents.word("country", row))),
  words("status", (app, _, row) => nameOf("status", app.incidents.word("status", row))),
  number("killed"),
  number("injured"),
  words("actor", (app, _, row) => app.incidents.word("actor", row)),
  words("target", (_, details, row) => details.text("target", row)),
  { name: "reports", numeric: true, text: (app, _, row) => (app.incidents.reportCount[row]! < 0 ? "" : count(app.incidents.reportCount[row]!)), key: (app, _, row) => app.incidents.reportCount[row]! },
  { name: "confidence", numeric: true, text: (app, _, row) => (app.incidents.confidenceOf(row) === null ? "" : t("card.percent", { n: app.incidents.confidenceOf(row)! })), key: (app, _, row) => app.incidents.confidenceOf(row) },
  words("sources", (_, details, row) => details.text("sources", row)),
];

export class IncidentTable {
  readonly element: HTMLElement;
  private readonly scroller: HTMLElement;
  private readonly rows: VirtualRows;
  private readonly heads: HTMLElement[];
  private order: Uint32Array = new Uint32Array(0);
  private sortBy = 0;
  private down = true;
  private active = 0;
  private details: Details | null = null;
  private stale = true;

  constructor(private readonly app: App) {
    this.heads = COLUMNS.map((column, at) => h("div", { role: "columnheader", class: column.numeric ? "gm-cell gm-numeric" : "gm-cell", "aria-colindex": at + 1, "data-column": column.name },
      h("button", { type: "button", "aria-label": t("table.sort", { column: t(`table.${column.name}` as Key) }), onclick: () => this.sort(at) }, t(`table.${column.name}` as Key))));
    const head = h("div", { role: "row", class: "gm-table-row gm-table-head", "aria-rowindex": 1 }, ...this.heads);
    this.scroller = h("div", { role: "grid", class: "gm-grid gm-table-scroll", "aria-label": t("table.title"), "aria-colcount": COLUMNS.length, onkeydown: (event: KeyboardEvent) => this.key(event) });
    this.rows = new VirtualRows(this.scroller, ROW_HEIGHT, (index) => this.make(index), { role: "rowgroup" });
    this.scroller.append(h("div", { role: "rowgroup", class: "gm-table-heads" }, head), this.rows.element);
    this.element = h("section", { class: "gm-table", hidden: true, "aria-label": t("table.title") }, this.scroller);
    app.onChange((change) => {
      if (change === "filter" || change === "dates") {
        this.stale = true;
        if (this.isOpen()) void this.update();
      } else if (change === "selection" && this.isOpen()) this.markSelected();
    });
  }

  isOpen(): boolean {
    return !this.element.hidden;
  }

  async toggle(open: boolean): Promise<void> {
    this.element.hidden = !open;
    if (!open) return;
    await this.update();
    this.focusRow(this.active);
  }

  private async update(): Promise<void> {
    if (!this.stale) return;
    this.stale = false;
    this.details = await this.app.loadDetails();
    this.order = this.app.listed();
    if (!(this.sortBy === 0 && this.down)) this.sortRows();
    this.show();
  }

  private show(): void {
    this.active = Math.min(this.active, Math.max(0, this.order.length - 1));
    set(this.scroller, { "aria-rowcount": this.order.length + 1 });
    this.heads.forEach((head, at) => {
      set(head, { "aria-sort": at === this.sortBy ? (this.down ? "descending" : "ascending") : "none" });
    });
    this.rows.reset(this.order.length);
  }

  private sort(column: number): void {
    this.down = column === this.sortBy ? !this.down : COLUMNS[column]!.numeric === true || column === 0;
    this.sortBy = column;
    this.order = this.app.listed();
    this.sortRows();
    this.active = 0;
    this.scroller.scrollTop = 0;
    this.show();
  }

  private sortRows(): void {
    const column = COLUMNS[this.sortBy]!;
    const keys = new Map<number, number | string | null>();
    for (const row of this.order) keys.set(row, column.key(this.app, this.details!, row));
    const collator = new Intl.Collator(locale(), { numeric: true });
    const turn = this.down ? -1 : 1;
    // Words repeat; each is compared once with the others, not once per row.
    const texts = [...new Set([...keys.values()].filter((key): key is string => typeof key === "string"))].sort(collator.compare);
    const ranks = new Map(texts.map((text, rank) => [text, rank]));
    const value = (row: number): number | null => {
      const key = keys.get(row)!;
      return typeof key === "string" ? ranks.get(key)! : key;
    };
    this.order.sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0) || a - b;
      return turn * (x - y) || a - b;
    });
  }

  private make(index: number): HTMLElement {
    const row = this.order[index]!;
    const cells = COLUMNS.map((column, at) => {
      const text = column.text(this.app, this.details!, row);
      return h("div", { role: "gridcell", class: column.numeric ? "gm-cell gm-numeric" : "gm-cell", "aria-colindex": at + 1, "data-column": column.name, title: text },
        column.name === "summary" ? marked(text, this.app.words) : h("span", { dir: "auto" }, text));
    });
    return h("div", {
      role: "row",
      class: "gm-table-row",
      tabindex: index === this.active ? 0 : -1,
      "data-index": index,
      "data-row": row,
      "aria-rowindex": index + 2,
      "aria-selected": String(this.app.selected === row),
      onclick: () => this.choose(index),
    }, ...cells);
  }

  private choose(index: number): void {
    this.active = index;
    this.app.select(this.order[index]!);
  }

  private focusRow(index: number): void {
    this.active = Math.max(0, Math.min(this.order.length - 1, index));
    this.rows.scrollTo(this.active);
    for (const row of this.element.querySelectorAll<HTMLElement>("[data-index]")) row.tabIndex = Number(row.dataset.index) === this.active ? 0 : -1;
    this.rows.at(this.active)?.focus();
  }

  private markSelected(): void {
    for (const row of this.element.querySelectorAll<HTMLElement>("[data-row]")) {
      set(row, { "aria-selected": String(Number(row.dataset.row) === this.app.selected) });
    }
  }

  private key(event: KeyboardEvent): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>("[data-index]");
    if (!row) return;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / ROW_HEIGHT) - 2);
    const targets: Record<string, number> = {
      ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + page, PageUp: this.active - page, Home: 0, End: this.order.length - 1,
    };
    if (event.key === "Enter" || event.key === " ") this.choose(Number(row.dataset.index));
    else if (targets[event.key] !== undefined) this.focusRow(targets[event.key]!);
    else return;
    event.preventDefault();
  }
}

export const tableButton = (toggle: () => void): HTMLButtonElement =>
  h("button", { type: "button", class: "gm-tool", "aria-pressed": "false", "aria-label": t("table.open"), title: t("table.open"), onclick: toggle }, icon("table"));
