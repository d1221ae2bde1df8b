// Puts the parts together over a map and keeps light, size and keys in order.
import { App } from "./app";
import { readBlock } from "./blocks";
import { h, set } from "./dom";
import { footer } from "./footer";
import { Grounds } from "./ground/ground";
import { Incidents, type Meta } from "./incidents";
import { leaflet, type Leaflet } from "./leafletapi";
import { wantsCalm } from "./motion";
import { Card } from "./panel/card";
import { Panel } from "./panel/panel";
import { HashKeeper, linkTo, readHash } from "./share/hash";
import { fillReport } from "./share/report";
import { Sheet } from "./sheet";
import { Stage } from "./stage";
import { IncidentTable } from "./table";
import { readTheme, systemMode, type Mode } from "./theme";
import { Timeline } from "./timeline/timeline";
import { tools } from "./tools";
import { isRightToLeft, speak, t } from "./words";

/** Up to so many incidents have their words read before the page says that it answers. */
const FEW = 20_000;
/** Milliseconds after which a page of more reads its words, if nothing asked for them, then readies them for the search. */
const WORDS_AFTER = 1500;
const SEARCH_AFTER = 1000;
/** Milliseconds after which the fine base map is read, if the map did not come close before. */
const FINE_AFTER = 3000;
const NARROW = 720;
const MEDIUM = 1120;
/** Lower than this, what can be done without makes room for the map. */
const LOW = 640;

export class Page {
  private stage: Stage | null = null;
  private root: HTMLElement | null = null;
  private mode: Mode | null = null;

  constructor(
    private readonly map: Leaflet.Map,
    private readonly identifier: string,
  ) {}

  async open(): Promise<void> {
    const blocks = (name: string): string => `geomap-${this.identifier}-${name}`;
    const [core, grounds] = await Promise.all([readBlock<Meta>(blocks("core")), Grounds.read(blocks)]);
    speak(core.meta.language, core.meta.strings);
    const incidents = new Incidents(core, blocks("details"));
    const root = h("div", { class: "geomap", lang: core.meta.language, dir: isRightToLeft() ? "rtl" : "ltr" });
    this.root = root;
    root.classList.toggle("gm-none", incidents.count === 0);
    const { map } = this;
    const container = map.getContainer();
    container.append(root);
    container.classList.add("gm-map");
    container.dataset.gmDir = root.dir;
    set(container, { role: "region", "aria-label": t("page.map") });
    for (const stop of ["disableClickPropagation", "disableScrollPropagation"] as const) leaflet().DomEvent[stop](root);
    // Leaflet looks from the clicked element upwards for who wants no clicks; a button that its click replaced has no upwards.
    root.addEventListener("click", (event) => event.stopPropagation());
    const app = new App(incidents, map, root);
    this.takeSize(app);
    this.applyTheme(app);
    if (incidents.count <= FEW) await app.loadDetails();
    this.takeHash(app);
    const panel = new Panel(app);
    const card = new Card(app, panel.list);
    const timeline = new Timeline(app);
    const table = new IncidentTable(app);
    const stage = new Stage(app, grounds);
    this.stage = stage;
    const print = h("div", { class: "gm-print" });
    const report = async (): Promise<void> => {
      await app.loadDetails();
      this.inInk(app, () => fillReport(app, print, stage.canvases(), timeline.element.querySelector("canvas")!));
    };
    const sheet = new Sheet(app, panel.element);
    const bar = tools(app, table, {
      fit: () => stage.fit(!wantsCalm()),
      theme: () => {
        this.mode = root.dataset.theme === "dark" ? "light" : "dark";
        this.applyTheme(app);
      },
      print: () => void app.loadDetails().then(() => window.print()),
      address: async () => linkTo(app, app.selected === null ? "" : (await app.loadDetails()).text("incident_id", app.selected)),
      canvases: () => stage.canvases(),
    });
    const bottom = h("div", { class: "gm-bottom" }, h("div", { class: "gm-scale" }), timeline.element, footer(app));
    root.append(
      h("a", { class: "gm-skip", href: "#", onclick: (event: Event) => {
        event.preventDefault();
        panel.list.element.querySelector<HTMLElement>("[data-row]")?.focus();
      } }, t("page.skip")),
      sheet.element,
      h("div", { class: "gm-over-map" }, bar),
      table.element,
      card.element,
      bottom,
      print,
    );
    this.addScale(root);
    timeline.update();
    this.watchSize(app, bottom);
    panel.list.draw();
    if (!this.viewIsGiven && incidents.meta.fit) stage.fit(false);
    const keeper = new HashKeeper(app);
    await stage.open();
    // Whoever prints, by the menu or the browser's own key, gets the report.
    window.addEventListener("beforeprint", () => void report());
    window.addEventListener("hashchange", () => {
      if (!keeper.isOwn(location.hash)) void this.takeAddress(app);
    });
    await this.takeIncident(app);
    document.documentElement.dataset.ready = "1";
    // A first filter goes before the words of the list, and they go before the search.
    if (incidents.count > FEW) {
      setTimeout(() => void app.loadDetails().then(() => setTimeout(() => void app.warmUp(), SEARCH_AFTER)), WORDS_AFTER);
    }
    setTimeout(() => void stage.refine(), FINE_AFTER);
  }

  /** Take the page off its map, or bring it back. */
  show(visible: boolean): void {
    if (visible) this.stage?.add();
    else this.stage?.remove();
    if (this.root) this.root.hidden = !visible;
  }

  private wantedIncident: string | null = null;
  private viewIsGiven = false;

  private takeHash(app: App): void {
    const { incident, view } = readHash(app, location.hash);
    this.wantedIncident = incident;
    this.viewIsGiven = view;
    app.filter.refresh();
  }

  private async takeAddress(app: App): Promise<void> {
    this.takeHash(app);
    app.tell("filter");
    await this.takeIncident(app);
  }

  /** The search and the incident that the address names; both need the texts. */
  private async takeIncident(app: App): Promise<void> {
    if (app.filter.state.search) await app.search(app.filter.state.search);
    const wanted = this.wantedIncident;
    this.wantedIncident = null;
    if (wanted === null) return;
    const row = (await app.loadDetails()).texts("incident_id").indexOf(wanted);
    if (row >= 0 && app.filter.isShown(row)) app.select(row, this.viewIsGiven);
  }

  /** Do something while everything is drawn in the light colours: paper is white. */
  private inInk(app: App, act: () => void): void {
    const shown = app.root.dataset.theme as Mode;
    if (shown === "light") return act();
    for (const [mode, then] of [["light", act], [shown, () => undefined]] as const) {
      this.setTheme(app, mode);
      this.stage!.draw();
      then();
    }
  }

  private setTheme(app: App, mode: Mode): void {
    app.root.dataset.theme = mode;
    app.theme = readTheme(app.root);
    app.painter.theme = app.theme;
    app.tell("theme");
  }

  private applyTheme(app: App): void {
    const apply = (): void => this.setTheme(app, this.mode ?? systemMode());
    apply();
    if (this.mode === null) matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);
  }

  private takeSize(app: App): void {
    const { clientWidth: width, clientHeight: height } = app.root;
    app.root.dataset.size = width < NARROW ? "narrow" : width < MEDIUM ? "medium" : "wide";
    app.root.toggleAttribute("data-low", height < LOW);
    // For the controls of Leaflet and of others, which stand beside the page's own parts.
    this.map.getContainer().dataset.gmSize = app.root.dataset.size;
  }

  private watchSize(app: App, bottom: HTMLElement): void {
    const apply = (): void => {
      this.takeSize(app);
      const height = `${bottom.offsetHeight}px`;
      for (const element of [app.root, this.map.getContainer()]) element.style.setProperty("--gm-bottom", height);
    };
    apply();
    new ResizeObserver(() => {
      apply();
      this.map.invalidateSize({ animate: false });
    }).observe(app.root);
    new ResizeObserver(apply).observe(bottom);
  }

  private addScale(root: HTMLElement): void {
    const scale = leaflet().control.scale({ imperial: false, position: "bottomright", maxWidth: 110 }).addTo(this.map);
    root.querySelector(".gm-scale")!.append(scale.getContainer()!);
  }
}
