// Where the map comes from and how far to trust it.
import type { App } from "./app";
import { intervalInWords } from "./days";
import { h } from "./dom";
import { t } from "./words";

export function footParts(app: App): string[] {
  const { meta, span } = app.incidents;
  return [
    meta.basemap === "own" ? t("foot.ownground") : meta.basemap === "world" ? t("foot.ground") : "",
    meta.tiles?.attribution ?? "",
    t("foot.places"),
    span ? t("foot.data", { interval: intervalInWords(...span, false) }) : "",
    t("foot.made", { version: meta.version }),
  ].filter(Boolean);
}

export const footText = (app: App): string => footParts(app).join(" ");

export function footer(app: App): HTMLElement {
  const note = app.incidents.meta.note;
  return h("div", { class: "gm-foot" }, note && h("span", { class: "gm-foot-note", dir: "auto" }, note, " "), footText(app));
}
