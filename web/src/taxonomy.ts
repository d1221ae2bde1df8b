// The layers: their order and shapes. Their colours are in style/colours.css.

export type Shape = "down" | "up" | "burst" | "cross" | "diamond" | "square" | "circle" | "pentagon";

export interface Layer {
  code: string;
  shape: Shape;
}

export const LAYERS: readonly Layer[] = [
  { code: "strikes", shape: "down" },
  { code: "rocket_attacks", shape: "up" },
  { code: "bombings", shape: "burst" },
  { code: "clashes", shape: "cross" },
  { code: "abductions", shape: "diamond" },
  { code: "protests", shape: "square" },
  { code: "deployments", shape: "circle" },
  { code: "political", shape: "pentagon" },
];

/** The look of every layer of the data, in the data's own order; a layer that is not known is a circle. */
export function looksOf(codes: readonly string[]): Layer[] {
  return codes.map((code) => LAYERS.find((one) => one.code === code) ?? { code, shape: "circle" });
}

/** Codes in the order that people read them: the known layers first, then the others by name. */
export function inReadingOrder(codes: readonly string[]): number[] {
  const known = LAYERS.map((one) => one.code);
  const rank = (code: string): number => (known.includes(code) ? known.indexOf(code) : known.length);
  return codes
    .map((_, index) => index)
    .filter((index) => codes[index] !== "")
    .sort((a, b) => rank(codes[a]!) - rank(codes[b]!) || codes[a]!.localeCompare(codes[b]!));
}

/** What is never drawn: it did not happen. */
export const NEVER_SHOWN = new Set(["threatened", "denied", "hypothetical"]);

/** Whether an incident is shown before the reader touches anything. */
export function shownAtFirst(status: string, kind: string): boolean {
  if (status === "planned") return kind === "deployment" || kind === "withdrawal";
  return status === "occurred" || status === "ongoing" || status === "failed" || status === "";
}
