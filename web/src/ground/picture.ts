// The base map with its names. The ground is kept as it was drawn: the names change with every filter, it does not.
import { fit, type View } from "../canvas";
import type { Theme } from "../theme";
import { drawGround, type Grounds } from "./ground";
import type { Box, Labels } from "./labels";

export class GroundPicture {
  /** The country that is coloured. */
  tint: string | null = null;
  private readonly kept = document.createElement("canvas");
  private drawn: readonly unknown[] = [];

  constructor(
    private readonly grounds: Grounds,
    private readonly labels: Labels,
  ) {}

  /** `occupied` are boxes that names keep clear of. */
  paint(view: View, theme: Theme, occupied: readonly Box[]): void {
    const { context, width, height, density } = view;
    const ground = this.grounds.at(view.zoom);
    const wanted = [ground, theme, this.tint, width, height, density, view.zoom, view.left, view.top];
    if (wanted.some((value, at) => value !== this.drawn[at])) {
      this.drawn = wanted;
      fit(this.kept, width, height, density);
      drawGround({ ...view, context: this.kept.getContext("2d")! }, ground, theme, this.tint);
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.kept, 0, 0);
    context.setTransform(density, 0, 0, density, 0, 0);
    this.labels.draw(view, ground.countries, theme, occupied);
  }
}
