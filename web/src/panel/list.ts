// The list of what is shown, in step with map and filter.
import type { App } from "../app";
import { h, setText } from "../dom";
import { VirtualRows } from "../virtual";
import { plural, t } from "../words";
import { icon } from "../dom";
import { listRow } from "./row";

export const ROW_HEIGHT = 60;

export class IncidentList {
  readonly element: HTMLElement;
  private readonly rows: VirtualRows;
  private readonly title = h("h2", { class: "gm-heading", id: "gm-list" });
  private readonly back: HTMLButtonElement;
  private order: Uint32Array | number[] = [];

  constructor(
    private readonly app: App,
    scroller: HTMLElement,
  ) {
    this.rows = new VirtualRows(scroller, ROW_HEIGHT, (index) => this.make(index), { role: "list", "aria-labelledby": "gm-list" });
    this.back = h("button", { type: "button", class: "gm-quiet", "aria-label": t("card.close"), title: t("card.close"), onclick: () => app.showHere(null) }, icon("close"));
    this.element = h("section", { class: "gm-list" }, h("div", { class: "gm-list-head" }, this.title, this.back), this.rows.element);
    this.element.addEventListener("keydown", (event) => this.key(event));
    app.onChange((change) => {
      if (change === "selection") this.showSelected();
      else if (change === "data") this.fillIn();
      else if (change !== "theme" && change !== "size") this.update();
    });
    this.update();
  }

  /** Make the rows in sight. */
  draw(): void {
    this.rows.draw();
  }

  /** The row after or before the selected one, in the order of the list; null at its ends. */
  neighbour(step: 1 | -1): number | null {
    const at = this.app.selected === null ? -1 : this.order.indexOf(this.app.selected);
    return this.order[at + step] ?? null;
  }

  position(): [number, number] {
    return [this.app.selected === null ? 0 : this.order.indexOf(this.app.selected) + 1, this.order.length];
  }

  private update(): void {
    const { here } = this.app;
    this.order = here ?? this.app.listed();
    setText(this.title, here ? plural("list.here", here.length) : this.order.length ? t("list.title") : t("list.empty"));
    this.back.hidden = !here;
    this.rows.reset(this.order.length);
  }

  /** The rows in sight whose words were not read yet. */
  private fillIn(): void {
    for (const row of this.element.querySelectorAll<HTMLElement>("[data-row]")) {
      const at = Number(row.dataset.row);
      if (this.app.incidents.early("summary", at) !== null) continue;
      const focused = document.activeElement === row;
      const filled = listRow(this.app, at);
      row.replaceWith(filled);
      if (focused) filled.focus();
    }
  }

  private make(index: number): HTMLElement {
    const row = listRow(this.app, this.order[index]!);
    return h("div", { role: "listitem", class: "gm-item", "aria-posinset": index + 1, "aria-setsize": this.order.length }, row);
  }

  private showSelected(): void {
    for (const row of this.element.querySelectorAll<HTMLElement>("[data-row]")) {
      if (Number(row.dataset.row) === this.app.selected) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  }

  /** Up and down go through the list; Home and End to its ends. */
  private key(event: KeyboardEvent): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
    if (!row) return;
    const at = this.order.indexOf(Number(row.dataset.row));
    const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.order.length - 1, PageDown: at + 8, PageUp: at - 8 };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(this.order.length - 1, target));
    this.rows.scrollTo(index);
    this.rows.at(index)?.querySelector<HTMLElement>("[data-row]")?.focus();
  }
}
