// Makes elements. Text goes in as text nodes only: nothing that comes out of an article is ever read as markup.

type Child = Node | string | null | undefined | false;
type Handler = (event: never) => void;
export type Attributes = Record<string, string | number | boolean | null | undefined | Handler>;

/** An element with attributes, listeners ("onclick": f) and children. False and null leave an attribute out. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  set(element, attributes);
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return element;
}

export function svg(name: string, attributes: Attributes = {}, ...children: Node[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  set(element, attributes);
  element.append(...children);
  return element;
}

export function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** Sets the text only where it changed, so that a screen reader is told of changes alone. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function clear(element: Element): void {
  element.replaceChildren();
}

/** A link to http(s) that opens in a new tab; anything else ("javascript:", "data:", "//host") stays plain text. */
export function link(address: string, text: string, attributes: Attributes = {}): HTMLElement {
  if (!isWebAddress(address)) return h("span", attributes, text);
  return h("a", { ...attributes, href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

export function isWebAddress(address: string): boolean {
  if (!/^https?:\/\//i.test(address)) return false;
  try {
    return ["http:", "https:"].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

const PATHS: Record<string, string> = {
  close: "M5 5l10 10M15 5L5 15",
  search: "M9 3.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM13.2 13.2L17 17",
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  fit: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
  table: "M3 4.5h14v11H3zM3 8.5h14M8 8.5v7",
  share: "M10 12V3M6.5 6L10 2.5 13.5 6M4 11v5.5h12V11",
  theme: "M16.5 12.2A7 7 0 017.8 3.5a7 7 0 108.7 8.7z",
  play: "M6.5 4.5v11l9-5.5z",
  pause: "M7 4.5v11M13 4.5v11",
  loop: "M4 9a6 6 0 0110.5-3L16 7.5M16 4v3.5h-3.5M16 11a6 6 0 01-10.5 3L4 12.5M4 16v-3.5h3.5",
  down: "M5 8l5 5 5-5",
  previous: "M12.5 4.5L7 10l5.5 5.5",
  next: "M7.5 4.5L13 10l-5.5 5.5",
  filter: "M3 5h14M6 10h8M8.5 15h3",
  link: "M8.5 11.5a3 3 0 004.2 0l2.6-2.6a3 3 0 00-4.2-4.2L10 5.8M11.5 8.5a3 3 0 00-4.2 0l-2.6 2.6a3 3 0 004.2 4.2L10 14.2",
  flag: "M5 17V3.5h9.5l-2 3.5 2 3.5H5",
};

/** A 20-pixel picture in the colour of the text. */
export function icon(name: keyof typeof PATHS): SVGElement {
  const picture = svg("svg", { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true", class: "gm-icon" });
  picture.append(svg("path", { d: PATHS[name]! }));
  return picture;
}
