// The colours that canvases draw with, read from the style sheet so that light and dark stand in one place.
import { LAYERS } from "./taxonomy";

export interface Theme {
  water: string;
  land: string;
  border: string;
  disputed: string;
  coast: string;
  river: string;
  label: string;
  halo: string;
  city: string;
  ground: string;
  ink: string;
  muted: string;
  surface: string;
  accent: string;
  /** By the layer's code; an unknown one has that of "". */
  layers: Record<string, string>;
}

const NAMES: Exclude<keyof Theme, "layers">[] = [
  "water", "land", "border", "disputed", "coast", "river", "label", "halo", "city", "ground", "ink", "muted", "surface", "accent",
];

export function readTheme(root: Element): Theme {
  const style = getComputedStyle(root);
  const read = (name: string): string => style.getPropertyValue(`--gm-${name}`).trim();
  const layers = Object.fromEntries(LAYERS.map(({ code }) => [code, read(`layer-${code}`)]));
  const colours = Object.fromEntries(NAMES.map((name) => [name, read(name)])) as unknown as Theme;
  return { ...colours, layers: { ...layers, "": read("layer-other") } };
}

export const colourOf = (theme: Theme, layer: string): string => theme.layers[layer] ?? theme.layers[""]!;

export type Mode = "light" | "dark";

export function systemMode(): Mode {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
