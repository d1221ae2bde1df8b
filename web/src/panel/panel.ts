// The panel: title, what is shown in one sentence, search, layers, finer filters, list.
import type { App } from "../app";
import { intervalInWords } from "../days";
import { h, icon, set, setText } from "../dom";
import { footer } from "../footer";
import { spanOf } from "../timeline/bins";
import { plural, t } from "../words";
import { facets } from "./facets";
import { layerSwitch } from "./layers";
import { IncidentList } from "./list";

const SEARCH_PAUSE = 120;

export class Panel {
  readonly element: HTMLElement;
  readonly list: IncidentList;
  private readonly sentence = h("p", { class: "gm-sentence" });
  private readonly live = h("p", { class: "gm-hidden", role: "status", "aria-live": "polite" });
  private readonly clear: HTMLButtonElement;
  private told = 0;

  constructor(private readonly app: App) {
    const { meta } = app.incidents;
    const body = h("div", { class: "gm-panel-body", tabindex: -1 });
    this.clear = h("button", { type: "button", class: "gm-quiet gm-clear", onclick: () => app.clearFilter() }, t("filter.clear"));
    // Built when it is first opened.
    const finer = h("div", { hidden: true, id: "gm-finer" });
    const toggle = h("button", { type: "button", class: "gm-quiet gm-toggle", "aria-expanded": "false", "aria-controls": "gm-finer", onclick: () => {
      if (!finer.firstChild) finer.append(facets(app));
      finer.hidden = !finer.hidden;
      set(toggle, { "aria-expanded": String(!finer.hidden) });
      body.dispatchEvent(new Event("scroll"));
    } }, icon("filter"), t("filter.title"));
    this.list = new IncidentList(app, body);
    body.append(
      h("header", { class: "gm-head" },
        h("h1", { dir: "auto" }, meta.title ?? t("page.title")),
        meta.subtitle && h("p", { class: "gm-subtitle", dir: "auto" }, meta.subtitle),
        this.sentence),
      searchField(app),
      layerSwitch(app),
      h("div", { class: "gm-filterbar" }, toggle, this.clear),
      finer,
      this.list.element,
      // Phones have no room for it below the time line.
      footer(app),
    );
    this.element = h("section", { class: "gm-panel", "aria-label": t("page.panel") }, body, this.live);
    app.onChange((change) => {
      if (change === "filter" || change === "dates") this.update();
    });
    this.update();
  }

  private update(): void {
    const { filter, incidents } = this.app;
    const total = incidents.count;
    const span = spanOf(incidents, filter);
    const { from, to } = filter.state;
    const incidentsText = filter.shownCount === total ? plural("summary.incidents", total) : plural("summary.of", total, { shown: filter.shownCount });
    const interval = span && intervalInWords(from ?? span[0], to ?? span[1], false);
    const articles = incidents.meta.articles ? `, ${plural("summary.articles", incidents.meta.articles)}` : "";
    const dated = interval ? t("summary.dated", { incidents: incidentsText, interval }) : incidentsText;
    setText(this.sentence, total === 0 ? t("page.nothing") : filter.shownCount === 0 ? t("summary.none") : `${dated}${articles}.`);
    set(this.clear, { disabled: !filter.isActive() });
    // Once the reader pauses: a slider that is dragged says its end, not its way.
    window.clearTimeout(this.told);
    this.told = window.setTimeout(() => setText(this.live, plural("summary.shown", filter.shownCount)), 500);
  }
}

function searchField(app: App): HTMLElement {
  let timer = 0;
  const field = h("input", { type: "search", class: "gm-search", placeholder: t("search.placeholder"), "aria-label": t("search.label"), autocomplete: "off", spellcheck: "false", oninput: () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void app.search(field.value), SEARCH_PAUSE);
  } });
  app.onChange((change) => {
    if (change === "filter" && document.activeElement !== field) field.value = app.filter.state.search;
  });
  return h("div", { class: "gm-searchbox", role: "search" }, icon("search"), field);
}
