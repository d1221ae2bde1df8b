// The one-page report for printing: title, picture of the map, histogram, table of what is shown.
import type { App } from "../app";
import { clear, h, set } from "../dom";
import { dateInWords } from "../panel/facts";
import { numberInWords } from "../panel/facts";
import { placeName } from "../panel/row";
import { nameOf, plural, t } from "../words";
import { footText } from "../footer";
import { drawPicture } from "./picture";

const MOST_ROWS = 200;

/** A canvas is on paper at once; an image of it would first have to be read. */
function picture(canvas: HTMLCanvasElement, label: string, name = ""): HTMLCanvasElement {
  set(canvas, { role: "img", "aria-label": label, class: name });
  return canvas;
}

function copyOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  copy.getContext("2d")!.drawImage(canvas, 0, 0);
  return copy;
}

/** Fill the report; the words of the incidents are read by then. */
export function fillReport(app: App, target: HTMLElement, canvases: readonly HTMLCanvasElement[], histogram: HTMLCanvasElement): void {
  const details = app.details!;
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
    picture(drawPicture(app, canvases), t("page.map")),
    picture(copyOf(histogram), t("date.title"), "gm-report-bars"),
    h("p", {}, plural(rows.length < app.filter.shownCount ? "share.printed" : "summary.incidents", app.filter.shownCount, { shown: rows.length })),
    h("table", {},
      h("thead", {}, h("tr", {}, ...columns.map((name) => h("th", { scope: "col" }, t(`table.${name}`))))),
      h("tbody", {}, ...rows.map((row) => h("tr", {}, ...columns.map((name) => h("td", { dir: "auto" }, text(name, row))))))),
    h("p", {}, footText(app)),
  );
}
