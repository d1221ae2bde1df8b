// The view, the filter and the selection in the address after "#", so that a link or a bookmark brings them back.
import type { App } from "../app";
import { fromIso, toIso } from "../days";
import { emptyFilter } from "../filter";

const PAUSE = 250;
/** Degrees of longitude: beyond the date line lies the next copy of the world. */
const FARTHEST = 540;
const LISTS = ["country", "actor", "facility"] as const;

export function writeHash(app: App, selected: string | null): string {
  const { state } = app.filter;
  const parts: [string, string][] = [];
  const put = (name: string, value: string): void => {
    if (value !== "") parts.push([name, value]);
  };
  const center = app.map.getCenter();
  put("map", `${round(app.map.getZoom(), 2)}/${round(center.lat, 4)}/${round(center.lng, 4)}`);
  if (state.from !== null || state.to !== null) {
    put("dates", `${state.from === null ? "" : toIso(state.from)}..${state.to === null ? "" : toIso(state.to)}`);
  }
  put("nolayer", words(state.off.layer));
  put("nokind", words(state.off.kind));
  put("status", [...state.status].map(([word, on]) => `${on ? "+" : "-"}${encode(word)}`).sort().join(","));
  for (const name of LISTS) put(name, words(state.only[name]));
  put("q", encode(state.search));
  for (const name of ["killed", "reports", "confidence"] as const) put(name, state[name] ? String(state[name]) : "");
  put("sure", state.sure ? "1" : "");
  put("undated", state.undated ? "" : "0");
  put("size", app.painter.sizeBy === "none" ? "" : app.painter.sizeBy);
  put("incident", selected === null ? "" : encode(selected));
  return parts.map(([name, value]) => `${name}=${value}`).join("&");
}

/** Commas and the like keep their meaning in lists only when they are not part of a word. */
function encode(word: string): string {
  return encodeURIComponent(word).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

const words = (some: Set<string>): string => [...some].map((word) => encode(word) || "%00").sort().join(",");
const unlist = (text: string): string[] => text.split(",").map((word) => decode(word).replace("\0", ""));
const round = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** Take over what the address says; whatever in it means nothing is passed over. Returns the incident's id, if any. */
export function readHash(app: App, hash: string): { incident: string | null; view: boolean } {
  const values = new Map(hash.replace(/^#/, "").split("&").map((part) => {
    const at = part.indexOf("=");
    return [part.slice(0, Math.max(0, at)), part.slice(at + 1)] as const;
  }));
  const state = emptyFilter();
  const [from = "", to = ""] = (values.get("dates") ?? "").split("..");
  state.from = fromIso(from);
  state.to = fromIso(to);
  if (values.get("nolayer")) state.off.layer = new Set(unlist(values.get("nolayer")!));
  if (values.get("nokind")) state.off.kind = new Set(unlist(values.get("nokind")!));
  for (const word of values.get("status")?.split(",") ?? []) state.status.set(decode(word.slice(1)), word.startsWith("+"));
  for (const name of LISTS) if (values.get(name)) state.only[name] = new Set(unlist(values.get(name)!));
  for (const name of ["killed", "reports", "confidence"] as const) state[name] = Math.max(0, Math.floor(Number(values.get(name))) || 0);
  state.sure = values.get("sure") === "1";
  state.undated = values.get("undated") !== "0";
  state.search = decode(values.get("q") ?? "");
  app.filter.state = state;
  const size = values.get("size");
  app.painter.sizeBy = size === "killed" || size === "reports" ? size : "none";
  const [zoom = NaN, latitude = NaN, longitude = NaN] = (values.get("map") ?? "").split("/").map(Number);
  const view = zoom >= app.map.getMinZoom() && zoom <= app.map.getMaxZoom() && Math.abs(latitude) <= 90 && Math.abs(longitude) <= FARTHEST;
  if (view) app.map.setView([latitude, longitude], zoom, { animate: false });
  return { incident: values.has("incident") ? decode(values.get("incident")!) : null, view };
}

/** Keep the address in step. In a notebook's frame there is no address to keep. */
export class HashKeeper {
  private timer = 0;
  private last = "";

  constructor(private readonly app: App) {
    app.onChange((change) => {
      if (change !== "theme" && change !== "group") this.schedule();
    });
    app.map.on("moveend", () => this.schedule());
  }

  schedule(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.write(), PAUSE);
  }

  /** Whether an address is one that was written here. */
  isOwn(hash: string): boolean {
    return hash.replace(/^#/, "") === this.last;
  }

  private async write(): Promise<void> {
    if (location.protocol === "about:") return;
    const { app } = this;
    const row = app.selected;
    const identifier = row === null ? null : (await app.loadDetails()).text("incident_id", row);
    this.last = writeHash(app, identifier);
    try {
      history.replaceState(history.state, "", `#${this.last}`);
    } catch {
      // Browsers limit how often an address may change; the next change writes it.
    }
  }
}

export function linkTo(app: App, identifier: string): string {
  return `${location.href.split("#")[0]}#${writeHash(app, identifier)}`;
}
