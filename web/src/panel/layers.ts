// The legend that is the layer switch: colour, shape, name, count; under each layer its kinds.
import type { App } from "../app";
import { h, icon, set, setText } from "../dom";
import { swatch } from "../marks/swatch";
import { inReadingOrder, looksOf } from "../taxonomy";
import { count, nameOf, t } from "../words";

export function layerSwitch(app: App): HTMLElement {
  const codes = app.incidents.words("layer");
  const looks = looksOf(codes);
  const kindsOf = kindsByLayer(app);
  const updates: (() => void)[] = [];
  const items = inReadingOrder(codes).map((layer) => {
    const code = codes[layer]!;
    const number = h("span", { class: "gm-count" });
    const row = h("button", { type: "button", class: "gm-layer", role: "switch", onclick: () => flip(app, "layer", code) },
      swatch(looks[layer]!), h("span", { class: "gm-name" }, nameOf("layer", code)), number);
    const kinds = (kindsOf.get(layer) ?? []).map((kind) => kindSwitch(app, kind, updates));
    const fold = h("button", { type: "button", class: "gm-fold", "aria-expanded": "false", "aria-label": t("filter.kinds", { layer: nameOf("layer", code) }), onclick: () => {
      list.hidden = !list.hidden;
      set(fold, { "aria-expanded": String(!list.hidden) });
    } }, icon("down"));
    const list = h("ul", { class: "gm-kinds", hidden: true }, ...kinds);
    updates.push(() => {
      set(row, { "aria-checked": String(!app.filter.state.off.layer.has(code)) });
      setText(number, count(app.filter.counts.layer[layer]!));
    });
    return h("li", {}, h("div", { class: "gm-layer-row" }, row, kinds.length > 1 && fold), list);
  });
  const update = (): void => updates.forEach((one) => one());
  app.onChange((change) => {
    if (change === "filter" || change === "dates") update();
  });
  update();
  return h("ul", { class: "gm-layers", "aria-label": t("filter.layers") }, ...items);
}

function kindSwitch(app: App, kind: number, updates: (() => void)[]): HTMLElement {
  const code = app.incidents.words("kind")[kind]!;
  const box = h("input", { type: "checkbox", onchange: () => flip(app, "kind", code) });
  const number = h("span", { class: "gm-count" });
  updates.push(() => {
    box.checked = !app.filter.state.off.kind.has(code);
    setText(number, count(app.filter.counts.kind[kind]!));
  });
  return h("li", {}, h("label", { class: "gm-check" }, box, h("span", { class: "gm-name" }, nameOf("kind", code)), number));
}

function flip(app: App, part: "layer" | "kind", code: string): void {
  const off = app.filter.state.off[part];
  if (!off.delete(code)) off.add(code);
  app.applyFilter(part);
}

function kindsByLayer(app: App): Map<number, number[]> {
  const { incidents } = app;
  const layers = incidents.codes("layer");
  const kinds = incidents.codes("kind");
  const width = incidents.words("kind").length;
  const together = new Uint8Array(incidents.words("layer").length * width);
  for (let row = 0; row < incidents.count; row += 1) together[layers[row]! * width + kinds[row]!] = 1;
  return new Map(incidents.words("layer").map((_, layer) => [
    layer,
    [...together.subarray(layer * width, (layer + 1) * width).keys()].filter((kind) => together[layer * width + kind] === 1),
  ]));
}
