// Where the map comes from and how far to trust it.
import type { App } from "./app";
import { intervalInWords, NO_DAY } from "./days";
import { h } from "./dom";
import { t } from "./words";

export function footParts(app: App): string[] {
  const { meta, start, end, count } = app.incidents;
  let first = Infinity;
  let last = -Infinity;
  for (let row = 0; row < count; row += 1) {
    if (start[row] === NO_DAY || end[row] === NO_DAY) continue;
    first = Math.min(first, start[row]!);
    last = Math.max(last, end[row]!);
  }
  return [
    meta.basemap === "own" ? t("foot.ownground") : meta.basemap === "world" ? t("foot.ground") : "",
    meta.tiles?.attribution ?? "",
    t("foot.places"),
    first <= last ? t("foot.data", { interval: intervalInWords(first, last, false) }) : "",
    t("foot.made", { version: meta.version }),
  ].filter(Boolean);
}

export const footText = (app: App): string => footParts(app).join(" ");

export function footer(app: App): HTMLElement {
  const note = app.incidents.meta.note;
  return h("div", { class: "gm-foot" }, note && h("span", { class: "gm-foot-note", dir: "auto" }, note, " "), footText(app));
}
