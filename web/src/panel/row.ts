// One incident in a list: mark, summary, day and place.
import type { App } from "../app";
import { intervalInWords } from "../days";
import { h } from "../dom";
import { highlights } from "../search";
import { looksOf } from "../taxonomy";
import { countryName, nameOf } from "../words";
import { swatch } from "../marks/swatch";

export function listRow(app: App, row: number): HTMLElement {
  const { incidents } = app;
  const look = app.painter.look(row);
  const layer = looksOf(incidents.words("layer"))[incidents.codes("layer")[row]!]!;
  const manner = look.dashed ? "dashed" : look.ring ? "ring" : look.hollow ? "hollow" : look.pale ? "pale" : "solid";
  const summary = app.shortly("summary", row) || nameOf("kind", incidents.word("kind", row));
  return h("button", {
    type: "button",
    class: "gm-row",
    "data-row": row,
    "aria-current": app.selected === row ? "true" : null,
    onclick: () => app.select(row),
    onpointerenter: () => hover(app, row),
    onpointerleave: () => hover(app, null),
    onfocus: () => hover(app, row),
  },
    swatch(layer, manner),
    h("span", { class: "gm-row-text" },
      marked(summary, app.words, "gm-row-summary"),
      h("span", { class: "gm-row-meta" }, intervalInWords(incidents.start[row]!, incidents.end[row]!, false), " · ", h("bdi", {}, placeName(app, row)))));
}

export function placeName(app: App, row: number): string {
  const country = countryName(app.incidents.word("country", row));
  if (app.incidents.word("place_basis", row) === "country") return country;
  const place = app.shortly("place", row);
  return place && country && !place.includes(country) ? `${place}, ${country}` : place || country || coordinates(app, row);
}

/** The point itself, for a place without a name. */
function coordinates(app: App, row: number): string {
  const [latitude, longitude] = [app.incidents.latitude(row), app.incidents.longitude(row)];
  return latitude === null || longitude === null ? "" : `${latitude.toFixed(3)}, ${longitude.toFixed(3)}`;
}

/** A text with the searched words marked. */
export function marked(text: string, words: readonly string[], className = ""): HTMLElement {
  if (words.length === 0) return h("span", { class: className, dir: "auto" }, text);
  const parts: (Node | string)[] = [];
  let at = 0;
  for (const [start, end] of highlights(text, words)) {
    parts.push(text.slice(at, start), h("mark", {}, text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at));
  return h("span", { class: className, dir: "auto" }, ...parts);
}

function hover(app: App, row: number | null): void {
  if (app.painter.hovered === row) return;
  app.painter.hovered = row;
  app.tell("selection");
}
