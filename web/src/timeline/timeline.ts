// The date filter: a histogram with two handles, date fields, presets, play.
import type { App } from "../app";
import { dayOf, fromIso, intervalInWords, longDay, monthAndYear, partsOf, toIso, yearOf } from "../days";
import { clear, h, icon, set, setText } from "../dom";
import { inReadingOrder } from "../taxonomy";
import { isRightToLeft, plural, t } from "../words";
import { countBins, spanOf, type Bins } from "./bins";
import { dayAt, drawHistogram, xOf, type Plot } from "./histogram";
import { Player, SPEEDS } from "./player";

const PAD = 14;
const MOST_PRESETS = 6;
/** The part of the busiest month or year that another must hold to be one of them. */
const SMALLEST_PRESET = 0.1;

export class Timeline {
  readonly element: HTMLElement;
  private readonly plotElement: HTMLElement;
  private readonly canvas = h("canvas", { "aria-hidden": "true" });
  private readonly from: HTMLElement;
  private readonly to: HTMLElement;
  private readonly band: HTMLElement;
  private readonly fromField: HTMLInputElement;
  private readonly toField: HTMLInputElement;
  private readonly presets = h("div", { class: "gm-presets", role: "group", "aria-label": t("date.title") });
  private readonly playButton: HTMLButtonElement;
  private readonly undated: HTMLButtonElement;
  private readonly sure: HTMLButtonElement;
  private readonly player: Player;
  private span: [number, number] | null = null;
  private bins: Bins | null = null;
  private generation = -1;
  private wanted: [number, number] | null = null;
  private frame = 0;

  constructor(private readonly app: App) {
    this.player = new Player(
      () => this.span,
      () => this.range(),
      (from, to) => this.choose(from, to),
      () => this.showPlaying(),
    );
    this.from = this.handle("from", t("date.first"));
    this.to = this.handle("to", t("date.last"));
    this.band = h("div", { class: "gm-band" });
    this.plotElement = h("div", { class: "gm-plot", title: t("date.histogram"), onpointerdown: (event: PointerEvent) => this.brush(event), ondblclick: () => this.span && this.choose(...this.span) },
      this.canvas, this.band, this.from, this.to);
    this.fromField = this.field(t("date.from"), true);
    this.toField = this.field(t("date.to"), false);
    this.playButton = h("button", { type: "button", class: "gm-round gm-play", "aria-label": t("date.play"), title: t("date.play"), onclick: () => this.player.toggle() }, icon("play"));
    const speed = h("select", { class: "gm-select", "aria-label": t("date.speed"), title: t("date.speed"), onchange: () => (this.player.speed = Number(speed.value)) },
      ...SPEEDS.map((one) => h("option", { value: one, selected: one === 1 }, `${one}×`)));
    const loop = h("button", { type: "button", class: "gm-quiet", "aria-pressed": "false", "aria-label": t("date.loop"), title: t("date.loop"), onclick: () => {
      this.player.loop = !this.player.loop;
      set(loop, { "aria-pressed": String(this.player.loop) });
    } }, icon("loop"));
    this.sure = h("button", { type: "button", class: "gm-chip", "aria-pressed": "false", title: t("date.sure.help"), onclick: () => {
      app.filter.state.sure = !app.filter.state.sure;
      app.applyFilter("date");
    } }, t("date.sure"));
    this.undated = h("button", { type: "button", class: "gm-chip", "aria-pressed": "true", title: t("date.undated.help"), onclick: () => {
      app.filter.state.undated = !app.filter.state.undated;
      app.applyFilter("date");
    } });
    const dash = h("span", { "aria-hidden": "true", class: "gm-dash" }, "–");
    this.element = h("section", { class: "gm-timeline", "aria-label": t("date.title") },
      h("div", { class: "gm-timebar" },
        h("div", { class: "gm-player" }, this.playButton, speed, loop),
        h("div", { class: "gm-fields" }, this.fromField, dash, this.toField),
        this.presets,
        h("div", { class: "gm-switches" }, this.sure, this.undated)),
      this.plotElement);
    app.onChange((change) => {
      if (change === "filter" || change === "dates" || change === "theme") this.update();
    });
    new ResizeObserver(() => {
      if (this.canvas.clientWidth !== this.plotElement.clientWidth || this.canvas.clientHeight !== this.plotElement.clientHeight) this.update();
    }).observe(this.plotElement);
  }

  /** The chosen days, or the whole span where nothing is chosen; what waits for the next frame counts as chosen. */
  private range(): [number, number] {
    if (this.frame && this.wanted) return this.wanted;
    const [first, last] = this.span ?? [0, 0];
    const { from, to } = this.app.filter.state;
    return [from ?? first, to ?? last];
  }

  update(): void {
    if (this.generation !== this.app.filter.generation) {
      this.generation = this.app.filter.generation;
      this.span = spanOf(this.app.incidents, this.app.filter);
      this.bins = this.span && countBins(this.app.incidents, this.app.filter, ...this.span);
      this.fillPresets();
    }
    const { state, undatedCount } = this.app.filter;
    set(this.sure, { "aria-pressed": String(state.sure) });
    set(this.undated, { "aria-pressed": String(state.undated), hidden: undatedCount === 0 });
    setText(this.undated, plural("date.undated", undatedCount));
    this.element.classList.toggle("gm-empty", !this.span);
    if (!this.span || !this.bins) {
      const context = this.canvas.getContext("2d");
      context?.clearRect(0, 0, this.canvas.width, this.canvas.height);
      return;
    }
    const range = this.range();
    const clamped = [Math.max(range[0], this.span[0]), Math.min(range[1], this.span[1])] as [number, number];
    const plot = this.plot()!;
    if (plot.right <= plot.left) return;
    const words = this.app.incidents.words("layer");
    drawHistogram(this.canvas, plot, this.bins, words, inReadingOrder(words), clamped, this.app.theme);
    const [left, right] = [xOf(plot, clamped[0]), xOf(plot, clamped[1] + 1)];
    this.placeHandle(this.from, left, range[0]);
    this.placeHandle(this.to, right, range[1]);
    this.band.style.left = `${left}px`;
    this.band.style.width = `${Math.max(0, right - left)}px`;
    this.fill(this.fromField, range[0]);
    this.fill(this.toField, range[1]);
    for (const chip of this.presets.querySelectorAll("button")) {
      const [from, to] = chip.value ? chip.value.split(",").map(Number) : [null, null];
      set(chip, { "aria-pressed": String(from === state.from && to === state.to) });
    }
  }

  private plot(): Plot | null {
    if (!this.span) return null;
    return { left: PAD, right: this.plotElement.clientWidth - PAD, first: this.span[0], last: this.span[1] };
  }

  private placeHandle(handle: HTMLElement, x: number, day: number): void {
    handle.style.left = `${x}px`;
    set(handle, { "aria-valuemin": this.span![0], "aria-valuemax": this.span![1], "aria-valuenow": day, "aria-valuetext": longDay(day) });
  }

  private fill(field: HTMLInputElement, day: number): void {
    const text = toIso(day);
    if (field.value !== text && document.activeElement !== field) field.value = text;
  }

  /** Choose days at the next frame; the whole span is no choice at all. */
  private choose(from: number, to: number): void {
    this.wanted = [from, to];
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const [first, last] = this.wanted!;
      const all = this.span && first <= this.span[0] && last >= this.span[1];
      this.app.setDates(all ? null : first, all ? null : last);
    });
  }

  private handle(which: "from" | "to", label: string): HTMLElement {
    const handle = h("div", { class: `gm-handle gm-handle-${which}`, role: "slider", tabindex: 0, "aria-label": label, "aria-orientation": "horizontal" });
    handle.addEventListener("pointerdown", (event) => {
      event.stopPropagation();
      event.preventDefault();
      handle.focus();
      this.player.stop();
      const plot = this.plot()!;
      this.drag(event, (x) => {
        const [from, to] = this.range();
        if (which === "from") this.choose(Math.min(Math.max(plot.first, Math.round(dayAt(plot, x))), to), to);
        else this.choose(from, Math.max(Math.min(plot.last, Math.round(dayAt(plot, x)) - 1), from));
      });
    });
    handle.addEventListener("keydown", (event) => {
      const step = this.keyStep(event.key);
      if (step === null || !this.span) return;
      event.preventDefault();
      event.stopPropagation();
      this.player.stop();
      const [from, to] = this.range();
      const [first, last] = this.span;
      const clamp = (day: number): number => Math.max(first, Math.min(last, day));
      if (which === "from") this.choose(Math.min(clamp(from + step), to), to);
      else this.choose(from, Math.max(clamp(to + step), from));
    });
    return handle;
  }

  /** How many days a key moves, or null. */
  private keyStep(key: string): number | null {
    const page = Math.max(7, Math.round((this.span ? this.span[1] - this.span[0] : 0) / 20));
    // The axis runs from left to right in every language.
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -page, PageUp: page, Home: -1e7, End: 1e7 };
    return steps[key] ?? null;
  }

  private drag(event: PointerEvent, move: (x: number) => void, end?: (moved: boolean) => void): void {
    const target = event.currentTarget as HTMLElement;
    const box = this.plotElement.getBoundingClientRect();
    const start = event.clientX;
    let moved = false;
    target.setPointerCapture(event.pointerId);
    const onMove = (next: PointerEvent): void => {
      if (!moved && Math.abs(next.clientX - start) < 4) return;
      moved = true;
      move(next.clientX - box.left);
    };
    const onEnd = (): void => {
      target.removeEventListener("pointermove", onMove);
      target.removeEventListener("pointerup", onEnd);
      target.removeEventListener("pointercancel", onEnd);
      end?.(moved);
    };
    target.addEventListener("pointermove", onMove);
    target.addEventListener("pointerup", onEnd);
    target.addEventListener("pointercancel", onEnd);
  }

  /** A drag inside the chosen days moves them; elsewhere, or with everything chosen, it chooses anew; a click takes a bar. */
  private brush(event: PointerEvent): void {
    const plot = this.plot();
    if (!plot || event.button !== 0) return;
    event.preventDefault();
    this.player.stop();
    const box = this.plotElement.getBoundingClientRect();
    const start = dayAt(plot, event.clientX - box.left);
    const [from, to] = this.range();
    const chosen = this.app.filter.state.from !== null || this.app.filter.state.to !== null;
    if (chosen && start >= from && start < to + 1) {
      this.drag(event, (x) => {
        const shift = Math.round(dayAt(plot, x) - start);
        const limited = Math.max(plot.first - from, Math.min(plot.last - to, shift));
        this.choose(from + limited, to + limited);
      });
      return;
    }
    const clamp = (day: number): number => Math.max(plot.first, Math.min(plot.last, Math.floor(day)));
    this.drag(
      event,
      (x) => {
        const end = dayAt(plot, x);
        this.choose(clamp(Math.min(start, end)), clamp(Math.max(start, end)));
      },
      (moved) => {
        if (!moved) this.chooseBin(start);
      },
    );
  }

  private chooseBin(day: number): void {
    const edges = this.bins!.edges;
    for (let bin = 0; bin + 1 < edges.length; bin += 1) {
      if (day >= edges[bin]! && day < edges[bin + 1]!) {
        this.choose(Math.max(edges[bin]!, this.span![0]), Math.min(edges[bin + 1]! - 1, this.span![1]));
      }
    }
  }

  private field(label: string, first: boolean): HTMLInputElement {
    const field = h("input", { type: "date", class: "gm-date", "aria-label": label, onchange: () => {
      const day = fromIso(field.value);
      if (day === null || !this.span) return;
      this.player.stop();
      const [from, to] = this.range();
      if (first) this.choose(day, Math.max(day, to));
      else this.choose(Math.min(day, from), day);
    } });
    field.addEventListener("blur", () => this.update());
    return field;
  }

  private showPlaying(): void {
    const label = this.player.playing ? t("date.pause") : t("date.play");
    set(this.playButton, { "aria-label": label, title: label });
    this.playButton.replaceChildren(icon(this.player.playing ? "pause" : "play"));
  }

  private fillPresets(): void {
    clear(this.presets);
    if (!this.span) return;
    const [first, last] = this.span;
    const chip = (text: string, from: number | null, to: number | null): HTMLElement =>
      h("button", { type: "button", class: "gm-chip", value: from === null ? "" : `${from},${to}`, title: from === null ? "" : intervalInWords(from, to!), onclick: () => {
        this.player.stop();
        this.app.setDates(from, to);
      } }, text);
    this.presets.append(chip(t("date.all"), null, null));
    if (last - first > 10) this.presets.append(chip(t("date.last7"), last - 6, last));
    for (const [text, from, to] of this.periods().slice(0, MOST_PRESETS)) this.presets.append(chip(text, from, to));
    this.presets.dir = isRightToLeft() ? "rtl" : "ltr";
  }

  /** The months or years that hold most incidents, in order of time. */
  private periods(): [string, number, number][] {
    const [first, last] = this.span!;
    const byYear = last - first > 800;
    const bins = this.bins!;
    const sums = new Map<number, number>();
    for (let bin = 0; bin + 1 < bins.edges.length; bin += 1) {
      const { year, month } = partsOf(Math.max(bins.edges[bin]!, first));
      const key = byYear ? year * 12 : year * 12 + month;
      for (let layer = 0; layer < bins.layers; layer += 1) sums.set(key, (sums.get(key) ?? 0) + bins.counts[bin * bins.layers + layer]!);
    }
    const most = Math.max(...sums.values());
    const busiest = [...sums].filter(([, sum]) => sum > 0 && sum >= most * SMALLEST_PRESET).sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, MOST_PRESETS);
    if (busiest.length < 2) return [];
    return busiest
      .map(([key]) => key)
      .sort((a, b) => a - b)
      .map((key) => {
        const from = dayOf(Math.floor(key / 12), key % 12);
        const to = byYear ? dayOf(key / 12 + 1) - 1 : dayOf(Math.floor(key / 12), (key % 12) + 1) - 1;
        return [byYear ? yearOf(from) : monthAndYear(from), from, to];
      });
  }
}
