// The finer filters: status, country, actor, facility, and the least that an incident must have.
import type { App } from "../app";
import type { Choice } from "../filter";
import { clear, h, set, setText } from "../dom";
import { swatch } from "../marks/swatch";
import type { SizeBy } from "../marks/painter";
import { LAYERS, NEVER_SHOWN } from "../taxonomy";
import { count, countryName, nameOf, plural, t, type Key } from "../words";

const FEW = 6;

export function facets(app: App): HTMLElement {
  const groups = [
    statusGroup(app),
    wordGroup(app, "country", countryName),
    wordGroup(app, "actor", (word) => word),
    wordGroup(app, "facility", (word) => nameOf("facility", word)),
  ];
  return h("div", { class: "gm-facets" }, ...groups, leastGroup(app), sizeGroup(app), legend());
}

function group(label: string, ...children: (Node | null)[]): HTMLElement {
  return h("fieldset", { class: "gm-group" }, h("legend", {}, label), ...children);
}

function statusGroup(app: App): HTMLElement | null {
  const words = app.incidents.words("status");
  const rows = words
    .map((word, index) => ({ word, index }))
    .filter(({ word }) => word !== "" && !NEVER_SHOWN.has(word))
    .map(({ word, index }) => {
      const box = h("input", { type: "checkbox", onchange: () => {
        app.filter.state.status.set(word, box.checked);
        app.applyFilter("status");
      } });
      const number = h("span", { class: "gm-count" });
      const update = (): void => {
        const on = app.filter.statusIsOn(word);
        box.indeterminate = on === "mixed";
        box.checked = on === true;
        setText(number, count(app.filter.counts.status[index]!));
      };
      follow(app, update);
      return h("label", { class: "gm-check" }, box, h("span", { class: "gm-name" }, nameOf("status", word)), number);
    });
  return rows.length > 1 ? group(t("filter.status"), ...rows) : null;
}

function wordGroup(app: App, name: Exclude<Choice, "layer" | "kind" | "status">, say: (word: string) => string): HTMLElement | null {
  const words = app.incidents.words(name);
  if (words.length <= 2) return null;
  const only = (): Set<string> => app.filter.state.only[name];
  const list = h("div", {});
  let all = false;
  const more = h("button", { type: "button", class: "gm-quiet gm-more", onclick: () => {
    all = true;
    update();
  } });
  const made = new Map<number, { row: HTMLElement; box: HTMLInputElement; number: HTMLElement }>();
  const make = (index: number): { row: HTMLElement; box: HTMLInputElement; number: HTMLElement } => {
    const word = words[index]!;
    const box = h("input", { type: "checkbox", onchange: () => {
      if (!only().delete(word)) only().add(word);
      app.applyFilter(name);
    } });
    const number = h("span", { class: "gm-count" });
    const text = h("bdi", { class: "gm-name" }, word === "" ? t("filter.unknown") : say(word));
    return { row: h("label", { class: "gm-check" }, box, text, number), box, number };
  };
  const update = (): void => {
    const counts = app.filter.counts[name];
    const present = words.map((_, index) => index).filter((index) => counts[index]! > 0 || only().has(words[index]!));
    present.sort((a, b) => Number(only().has(words[b]!)) - Number(only().has(words[a]!)) || counts[b]! - counts[a]! || a - b);
    // Hundreds of actors are found by search; a list of them all would only be slow.
    const listed = present.slice(0, all ? 200 : FEW);
    const rows = listed.map((index) => {
      const one = made.get(index) ?? make(index);
      made.set(index, one);
      one.box.checked = only().has(words[index]!);
      setText(one.number, count(counts[index]!));
      return one.row;
    });
    if (rows.length !== list.children.length || rows.some((row, at) => list.children[at] !== row)) {
      const focused = document.activeElement as HTMLElement | null;
      clear(list);
      list.append(...rows);
      if (focused && list.contains(focused)) focused.focus();
    }
    const hidden = present.length - listed.length;
    set(more, { hidden: hidden <= 0 || all });
    setText(more, plural("filter.more", Math.max(0, hidden)));
  };
  follow(app, update);
  return group(t(`filter.${name}`), list, more);
}

function leastGroup(app: App): HTMLElement {
  const number = (key: "killed" | "reports" | "confidence", label: Key, most: number | null): HTMLElement => {
    const field = h("input", { type: "number", min: 0, max: most, step: key === "confidence" ? 5 : 1, inputmode: "numeric", class: "gm-number", oninput: () => {
      app.filter.state[key] = Math.max(0, Math.floor(Number(field.value)) || 0);
      app.applyFilter("least");
    } });
    follow(app, () => {
      const { [key]: value } = app.filter.state;
      if (document.activeElement !== field) field.value = value ? String(value) : "";
    });
    return h("label", { class: "gm-least" }, h("span", { class: "gm-name" }, t(label)), field, h("span", { class: "gm-unit" }, key === "confidence" ? "%" : ""));
  };
  return h("div", { class: "gm-group" },
    number("killed", "filter.killed", null),
    number("reports", "filter.reports", null),
    number("confidence", "filter.confidence", 100));
}

function sizeGroup(app: App): HTMLElement {
  const choice = h("select", { class: "gm-select", onchange: () => app.setSize(choice.value as SizeBy) },
    ...(["none", "killed", "reports"] as const).map((one) => h("option", { value: one }, t(`filter.size.${one}`))));
  choice.value = app.painter.sizeBy;
  app.onChange((change) => {
    if (change === "size" || change === "filter") choice.value = app.painter.sizeBy;
  });
  return h("label", { class: "gm-least" }, h("span", { class: "gm-name" }, t("filter.size")), choice);
}

function legend(): HTMLElement {
  const [layer] = LAYERS.filter((one) => one.shape === "circle");
  const line = (manner: Parameters<typeof swatch>[1], key: Key): HTMLElement => h("li", {}, swatch(layer!, manner), h("span", {}, t(key)));
  return h("div", { class: "gm-group" },
    h("h2", { class: "gm-heading" }, t("legend.title")),
    h("ul", { class: "gm-legend" },
      line("solid", "legend.solid"),
      line("hollow", "legend.hollow"),
      line("dashed", "legend.dashed"),
      line("ring", "legend.ring"),
      line("pale", "legend.faded")));
}

function follow(app: App, update: () => void): void {
  app.onChange((change) => {
    if (change === "filter" || change === "dates") update();
  });
  update();
}
