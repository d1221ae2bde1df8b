// A quoted sentence with the words marked that say what happened, where and when.
import { h } from "../dom";

export interface Mark {
  start: number;
  end: number;
  kind: "event" | "place" | "date";
}

const LONG = 420;

/** The quote; marks that overlap keep the first one. A long quote is folded behind a button that says `more`. */
export function quote(text: string, marks: readonly Mark[], more: string): HTMLElement {
  const body = h("blockquote", { class: "gm-quote", dir: "auto" }, ...markedParts(text, marks));
  if (text.length <= LONG) return body;
  body.classList.add("gm-folded");
  const button = h("button", { type: "button", class: "gm-quiet gm-more", onclick: () => {
    body.classList.remove("gm-folded");
    button.remove();
  } }, more);
  return h("div", {}, body, button);
}

export function markedParts(text: string, marks: readonly Mark[]): (Node | string)[] {
  // Offsets count characters, strings here count UTF-16 units.
  const units = unitOffsets(text);
  const length = units ? units.length - 1 : text.length;
  const at = (offset: number): number => (units ? units[offset]! : offset);
  const parts: (Node | string)[] = [];
  let done = 0;
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    if (mark.start < done || mark.end <= mark.start || mark.end > length) continue;
    parts.push(text.slice(at(done), at(mark.start)), h("mark", { class: `gm-mark-${mark.kind}` }, text.slice(at(mark.start), at(mark.end))));
    done = mark.end;
  }
  parts.push(text.slice(at(done)));
  return parts;
}

/** Where every character starts, or null when each is one unit. */
function unitOffsets(text: string): number[] | null {
  if (!/[\ud800-\udbff]/.test(text)) return null;
  const offsets = [0];
  let at = 0;
  for (const character of text) offsets.push((at += character.length));
  return offsets;
}
