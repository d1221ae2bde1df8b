// The marks as small pictures beside words. The style sheet colours them by their layer.
import { svg } from "../dom";
import type { Layer } from "../taxonomy";
import { outline } from "./shapes";

type Manner = "solid" | "hollow" | "dashed" | "ring" | "pale";

export function swatch(layer: Layer, manner: Manner = "solid"): SVGElement {
  const picture = svg("svg", { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true", class: "gm-swatch", "data-layer": layer.code });
  if (manner === "ring") {
    picture.append(
      svg("circle", { cx: 10, cy: 10, r: 8, fill: "none", stroke: "currentColor", "stroke-width": 2 }),
      svg("path", { d: outline(layer.shape, 3.4), fill: "currentColor" }),
    );
    return picture;
  }
  const line = manner === "hollow" || manner === "dashed";
  picture.append(
    svg("path", {
      d: outline(layer.shape, line ? 5.6 : 6.4),
      fill: line ? "none" : "currentColor",
      stroke: line ? "currentColor" : null,
      "stroke-width": line ? 2 : null,
      "stroke-dasharray": manner === "dashed" ? "2.6 2" : null,
      opacity: manner === "pale" ? 0.5 : null,
    }),
  );
  return picture;
}
