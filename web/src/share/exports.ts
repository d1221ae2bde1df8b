// What is shown, as files: CSV, GeoJSON, KML.
import type { App } from "../app";
import { toIso } from "../days";
import { h } from "../dom";
import { nameOf } from "../words";
import { csvLine } from "./csv";
import { COLUMNS, record } from "./rows";

export type Format = "csv" | "geojson" | "kml";

const TYPES: Record<Format, string> = {
  csv: "text/csv;charset=utf-8",
  geojson: "application/geo+json",
  kml: "application/vnd.google-earth.kml+xml",
};

/** Save the shown incidents; resolves to the file's name. */
export async function save(app: App, format: Format): Promise<string> {
  await app.loadDetails();
  const make = { csv: asCsv, geojson: asGeoJson, kml: asKml }[format];
  const name = fileName(app, format);
  offer(new Blob(make(app), { type: TYPES[format] }), name);
  return name;
}

/** Hand a file to the reader. */
export function offer(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const anchor = h("a", { href: address, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function fileName(app: App, ending: string): string {
  const { from, to } = app.filter.state;
  const days = from === null && to === null ? "" : `_${from === null ? "" : toIso(from)}_${to === null ? "" : toIso(to)}`;
  return `incidents${days}.${ending}`;
}

function asCsv(app: App): string[] {
  const lines = ["\ufeff", csvLine(COLUMNS.map(([name]) => name))];
  for (const row of app.listed()) lines.push(csvLine(COLUMNS.map(([, read]) => read(app.incidents, app.details!, row))));
  return lines;
}

function asGeoJson(app: App): string[] {
  const parts: string[] = [];
  for (const row of app.listed()) {
    const { latitude, longitude, ...properties } = record(app.incidents, app.details!, row);
    const geometry = latitude === null || longitude === null ? null : { type: "Point", coordinates: [longitude, latitude] };
    parts.push(`${parts.length ? ",\n" : ""}${JSON.stringify({ type: "Feature", id: properties.incident_id, geometry, properties })}`);
  }
  return ['{"type":"FeatureCollection","features":[\n', ...parts, "\n]}\n"];
}

function asKml(app: App): string[] {
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n'];
  for (const row of app.listed()) {
    const one = record(app.incidents, app.details!, row);
    if (one.latitude === null) continue;
    const name = String(one.summary ?? nameOf("kind", String(one.kind ?? "")));
    const description = [one.quote, one.sources, one.urls].filter(Boolean).join("\n\n");
    const span = one.date_start ? `<TimeSpan><begin>${one.date_start}</begin><end>${one.date_end}</end></TimeSpan>` : "";
    parts.push(
      `<Placemark id="${xml(String(one.incident_id))}"><name>${xml(name)}</name><description>${xml(description)}</description>${span}` +
        `<Point><coordinates>${one.longitude},${one.latitude}</coordinates></Point></Placemark>\n`,
    );
  }
  parts.push("</Document></kml>\n");
  return parts;
}

/** Text for XML 1.0: its marks escaped, characters that it cannot hold left out. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
