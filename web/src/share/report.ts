// The one-page report for printing: title, picture of the map, histogram, table of what is shown.
import type { App } from "../app";
import { clear, h } from "../dom";
import { dateInWords } from "../panel/facts";
import { numberInWords } from "../panel/facts";
import { placeName } from "../panel/row";
import { nameOf, plural, t } from "../words";
import { footText } from "../footer";
import { drawPicture } from "./picture";

const MOST_ROWS = 200;

export async function fillReport(app: App, target: HTMLElement, canvases: readonly HTMLCanvasElement[], histogram: HTMLCanvasElement): Promise<void> {
  const details = await app.loadDetails();
  const rows = [...app.listed().subarray(0, MOST_ROWS)];
  const columns = ["date", "place", "summary", "killed", "sources"] as const;
  const text = (name: (typeof columns)[number], row: number): string => {
    if (name === "date") return dateInWords(app.incidents, row);
    if (name === "place") return placeName(app, row);
    if (name === "killed") return numberInWords(app.incidents.number("killed_low", row), app.incidents.number("killed_high", row)) ?? "";
    return details.text(name, row) || (name === "summary" ? nameOf("kind", app.incidents.word("kind", row)) : "");
  };
  clear(target);
  target.append(
    h("img", { src: drawPicture(app, canvases).toDataURL("image/png"), alt: t("page.map") }),
    h("img", { src: histogram.toDataURL("image/png"), alt: t("date.title"), class: "gm-report-bars" }),
    h("p", {}, plural("share.printed", app.filter.shownCount, { shown: rows.length })),
    h("table", {},
      h("thead", {}, h("tr", {}, ...columns.map((name) => h("th", { scope: "col" }, t(`table.${name}`))))),
      h("tbody", {}, ...rows.map((row) => h("tr", {}, ...columns.map((name) => h("td", { dir: "auto" }, text(name, row))))))),
    h("p", {}, footText(app)),
  );
}
