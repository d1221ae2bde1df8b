// The card of the selected incident.
import type { App } from "../app";
import type { Whole } from "../blocks";
import type { Details } from "../incidents";
import { clear, h, icon, link } from "../dom";
import { swatch } from "../marks/swatch";
import { copyText } from "../share/copy";
import { correctionRow } from "../share/correction";
import { linkTo } from "../share/hash";
import { looksOf } from "../taxonomy";
import { nameOf, plural, t, type Key } from "../words";
import { facts, publishedOn } from "./facts";
import type { IncidentList } from "./list";
import { quote, type Mark } from "./quote";
import { marked } from "./row";

const WHY = ["kind", "status", "place", "date", "numbers"] as const;

export class Card {
  readonly element: HTMLElement;
  private readonly body = h("div", { class: "gm-card-body" });
  private shown: number | null = null;
  private before: Element | null = null;

  constructor(
    private readonly app: App,
    private readonly list: IncidentList,
  ) {
    this.element = h("aside", { class: "gm-card", hidden: true, "aria-labelledby": "gm-card-title", tabindex: -1, onkeydown: (event: KeyboardEvent) => {
      if (event.key === "Escape") this.close();
    } }, this.body);
    app.onChange((change) => {
      if (change === "selection") void this.update();
    });
  }

  private close(): void {
    const { before } = this;
    this.app.select(null);
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  }

  private async update(): Promise<void> {
    const row = this.app.selected;
    if (row === this.shown) return;
    if (this.shown === null) this.before = document.activeElement;
    this.shown = row;
    this.element.hidden = row === null;
    if (row === null) return;
    const details = await this.app.loadDetails();
    if (this.shown !== row) return;
    const hadFocus = this.element.contains(document.activeElement) ? document.activeElement!.getAttribute("data-step") : null;
    clear(this.body);
    this.body.append(...this.content(details, row));
    this.body.scrollTop = 0;
    if (hadFocus) this.body.querySelector<HTMLElement>(`[data-step="${hadFocus}"]`)?.focus();
    else this.element.focus({ preventScroll: true });
  }

  private content(details: Details, row: number): Node[] {
    const { app } = this;
    const { incidents } = app;
    const layer = looksOf(incidents.words("layer"))[incidents.codes("layer")[row]!]!;
    const corrected = new Set(details.list("corrected", row));
    const kind = incidents.word("kind", row);
    const tags = [
      nameOf("status", incidents.word("status", row)),
      incidents.flag("targeted_killing", row) && t("card.targeted"),
      incidents.flag("series", row) && t("card.series"),
    ].filter((tag): tag is string => Boolean(tag));
    const head = h("div", { class: "gm-card-head" },
      h("div", { class: "gm-kind" }, swatch(layer), h("span", {}, nameOf("kind", kind))),
      this.steps(),
      h("button", { type: "button", class: "gm-quiet gm-close", "aria-label": t("card.close"), title: t("card.close"), onclick: () => this.close() }, icon("close")));
    const title = h("h2", { id: "gm-card-title", dir: "auto" }, marked(details.text("summary", row) || nameOf("kind", kind), app.words));
    const list = h("dl", { class: "gm-facts" });
    for (const [name, label, value, remark] of facts(app, details, row)) {
      const byHand = corrected.has(name) || (name === "date" && (corrected.has("date_start") || corrected.has("date_end"))) || (name === "place" && (corrected.has("latitude") || corrected.has("longitude")));
      list.append(
        h("dt", {}, label),
        h("dd", {}, value, byHand && h("span", { class: "gm-tag gm-by-hand" }, t("card.corrected")), remark && h("span", { class: "gm-remark" }, remark)));
    }
    return [
      head, title,
      h("p", { class: "gm-tags" }, ...tags.map((tag) => h("span", { class: "gm-tag" }, tag))),
      list,
      confidence(incidents.confidenceOf(row)),
      ...this.reports(details, row),
      this.actions(details, row),
    ].filter((one): one is HTMLElement => one !== null);
  }

  private steps(): HTMLElement {
    const [at, all] = this.list.position();
    const step = (by: 1 | -1, name: "previous" | "next"): HTMLElement => {
      const target = this.list.neighbour(by);
      return h("button", { type: "button", class: "gm-quiet", "data-step": name, disabled: target === null, "aria-label": t(`card.${name}`), title: t(`card.${name}`), onclick: () => this.app.select(target) }, icon(name));
    };
    return h("div", { class: "gm-steps" }, step(-1, "previous"), h("span", { class: "gm-count" }, at ? `${at} / ${all}` : ""), step(1, "next"));
  }

  private reports(details: Details, row: number): Node[] {
    const { incidents } = this.app;
    const rows = details.reportsOf(row);
    const many = rows.length || Math.max(1, incidents.reportCount[row]!);
    const independent = incidents.number("source_count", row);
    const heading = h("h3", {}, plural("card.reports", many), independent !== null && independent > 0 && many > 1 ? h("span", { class: "gm-remark" }, plural("card.sources", independent)) : null);
    const merged = details.text("merge_reason", row);
    const why = merged && many > 1 ? [h("p", { class: "gm-remark", dir: "auto" }, `${t("card.why.merge")}: ${merged}`)] : [];
    if (rows.length) return [heading, ...why, ...rows.map((report) => this.report(details, report))];
    const text = details.text("quote", row);
    const sources = details.list("sources", row);
    const urls = details.list("urls", row);
    const names = sources.length ? sources : [t("card.nosource")];
    return [
      heading,
      ...why,
      h("article", { class: "gm-report" },
        text ? quote(text, [], t("card.more")) : h("p", { class: "gm-remark" }, t("card.noquote")),
        h("ul", { class: "gm-sources" }, ...names.map((name, at) => h("li", {}, urls[at] ? link(urls[at]!, name, { dir: "auto" }) : h("span", { dir: "auto" }, name))),
          ...urls.slice(names.length).map((url) => h("li", {}, link(url, url))))),
    ];
  }

  private report(details: Details, report: number): HTMLElement {
    const table = details.reports!;
    const text = (name: string): string => table.texts(name)[report] ?? "";
    const number = (name: string): number => table.numbers<Whole>(name)[report]!;
    const marks: Mark[] = [
      { start: number("event_start"), end: number("event_end"), kind: "event" as const },
      { start: number("place_start"), end: number("place_end"), kind: "place" as const },
      { start: number("date_text_start"), end: number("date_text_end"), kind: "date" as const },
    ].filter((mark) => mark.start >= 0);
    const source = text("source") || t("card.nosource");
    const title = text("title");
    const remarks = [publishedOn(number("published")), text("attribution") && t("card.attribution", { who: text("attribution") })].filter(Boolean);
    const why = WHY.map((name): [string, string] => [t(`card.why.${name}` as Key), text(`${name}_reason`)]).filter(([, reason]) => reason);
    return h("article", { class: "gm-report" },
      text("quote") ? quote(text("quote"), marks, t("card.more")) : h("p", { class: "gm-remark" }, t("card.noquote")),
      h("p", { class: "gm-source" },
        h("bdi", { class: "gm-outlet" }, source),
        title && h("span", {}, " · ", text("url") ? link(text("url"), title, { dir: "auto" }) : h("bdi", {}, title)),
        !title && text("url") && h("span", {}, " · ", link(text("url"), t("card.open")))),
      remarks.length > 0 && h("p", { class: "gm-remark", dir: "auto" }, remarks.join(" · ")),
      why.length > 0 && h("details", { class: "gm-why" }, h("summary", {}, t("card.why")),
        h("dl", {}, ...why.flatMap(([label, reason]) => [h("dt", {}, label), h("dd", { dir: "auto" }, reason)]))));
  }

  private actions(details: Details, row: number): HTMLElement {
    const identifier = details.text("incident_id", row);
    const note = h("div", { class: "gm-note", role: "status" });
    const copy = async (text: string, done: string): Promise<void> => {
      const copied = await copyText(text);
      clear(note);
      note.append(h("p", {}, copied ? done : t("card.report.copy")));
      if (!copied) note.append(h("textarea", { readonly: true, rows: 3, "aria-label": t("card.report.copy") }, text));
    };
    return h("div", { class: "gm-actions" },
      h("button", { type: "button", class: "gm-button", onclick: () => void copy(linkTo(this.app, identifier), t("card.copied")) }, icon("link"), t("card.link")),
      h("button", { type: "button", class: "gm-button", onclick: () => void copy(correctionRow(identifier, details.text("quote", row)), t("card.report.help")) }, icon("flag"), t("card.report")),
      note);
  }
}

function confidence(percent: number | null): HTMLElement | null {
  if (percent === null) return null;
  const bar = h("span", { class: "gm-meter", "aria-hidden": "true" }, h("span", {}));
  (bar.firstElementChild as HTMLElement).style.width = `${percent}%`;
  return h("p", { class: "gm-confidence" }, h("span", {}, t("card.confidence")), bar, h("span", { class: "gm-count" }, t("card.percent", { n: percent })));
}
