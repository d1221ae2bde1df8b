// The buttons on the map: zoom, show all, table, share, light or dark.
import type { App } from "./app";
import { h, icon, set, setText } from "./dom";
import { copyText } from "./share/copy";
import { fileName, offer, save, type Format } from "./share/exports";
import { drawPicture } from "./share/picture";
import { tableButton, type IncidentTable } from "./table";
import { t, type Key } from "./words";

export interface Actions {
  fit: () => void;
  theme: () => void;
  print: () => void;
  address: () => Promise<string>;
  canvases: () => HTMLCanvasElement[];
}

export function tools(app: App, table: IncidentTable, actions: Actions): HTMLElement {
  const button = (name: Parameters<typeof icon>[0], key: Key, act: () => void): HTMLButtonElement =>
    h("button", { type: "button", class: "gm-tool", "aria-label": t(key), title: t(key), onclick: act }, icon(name));
  const toggle = tableButton(() => {
    const open = !table.isOpen();
    void table.toggle(open);
    const label = t(open ? "table.close" : "table.open");
    set(toggle, { "aria-pressed": String(open), "aria-label": label, title: label });
    app.root.classList.toggle("gm-with-table", open);
  });
  return h("div", { class: "gm-tools", role: "toolbar", "aria-label": t("page.tools") },
    h("div", { class: "gm-toolset" }, button("plus", "tool.in", () => app.map.zoomIn()), button("minus", "tool.out", () => app.map.zoomOut()), button("fit", "tool.fit", actions.fit)),
    h("div", { class: "gm-toolset" }, toggle, shareMenu(app, actions), button("theme", "tool.theme", actions.theme)));
}

function shareMenu(app: App, actions: Actions): HTMLElement {
  const said = h("p", { class: "gm-said", role: "status" });
  const file = (format: Format): (() => void) => () => void save(app, format).then((name) => setText(said, t("share.done", { file: name })));
  const item = (key: Key, act: () => void): HTMLElement => h("button", { type: "button", class: "gm-menu-item", onclick: act }, t(key));
  const menu = h("div", { class: "gm-menu", hidden: true },
    item("share.link", () => void actions.address().then(copyText).then((done) => setText(said, done ? t("card.copied") : location.href))),
    item("share.csv", file("csv")),
    item("share.geojson", file("geojson")),
    item("share.kml", file("kml")),
    item("share.png", () => drawPicture(app, actions.canvases()).toBlob((blob) => {
      if (!blob) return;
      const name = fileName(app, "png");
      offer(blob, name);
      setText(said, t("share.done", { file: name }));
    })),
    item("share.print", actions.print),
    said);
  const opener = h("button", { type: "button", class: "gm-tool", "aria-expanded": "false", "aria-label": t("share.title"), title: t("share.title"), onclick: () => open(menu.hidden === true) }, icon("share"));
  const open = (wanted: boolean): void => {
    menu.hidden = !wanted;
    set(opener, { "aria-expanded": String(wanted) });
    if (wanted) {
      setText(said, "");
      menu.querySelector("button")!.focus();
    }
  };
  const holder = h("div", { class: "gm-menu-holder", onkeydown: (event: KeyboardEvent) => {
    if (event.key === "Escape" && !menu.hidden) {
      event.stopPropagation();
      open(false);
      opener.focus();
    }
  } }, opener, menu);
  app.root.addEventListener("pointerdown", (event) => {
    if (!holder.contains(event.target as Node)) open(false);
  });
  return holder;
}
