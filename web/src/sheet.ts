// On a phone the panel is a sheet at the bottom: low, half or full, by drag, tap or key. On wide screens it just stands.
import type { App } from "./app";
import { h, set } from "./dom";
import { t } from "./words";

const STATES = ["low", "half", "full"] as const;
type State = (typeof STATES)[number];

export class Sheet {
  readonly element: HTMLElement;
  private state: State = "low";
  private readonly grip: HTMLElement;

  constructor(
    private readonly app: App,
    panel: HTMLElement,
  ) {
    this.grip = h("button", { type: "button", class: "gm-grip", "aria-label": t("tool.sheet"), onclick: () => this.step() }, h("span", {}));
    this.element = h("div", { class: "gm-sheet" }, this.grip, panel);
    this.grip.addEventListener("pointerdown", (event) => this.drag(event));
    this.show("low");
    app.onChange((change) => {
      if (change === "selection" && app.selected !== null && this.state === "full") this.put("half");
      if (change === "group" && app.here && this.state === "low") this.put("half");
    });
  }

  private put(state: State): void {
    const before = this.element.offsetHeight;
    this.show(state);
    // What was in the middle of the free part of the map stays there.
    if (this.app.root.dataset.size === "narrow" && state !== "full") {
      const shares: Record<State, number> = { low: 0.12, half: 0.46, full: 1 };
      const after = this.app.root.offsetHeight * shares[state];
      this.app.map.panBy([0, (Math.min(after, 500) - Math.min(before, 500)) / 2], { animate: false });
    }
  }

  private show(state: State): void {
    this.state = state;
    this.app.root.dataset.sheet = state;
    set(this.grip, { "aria-expanded": String(state !== "low") });
  }

  private step(): void {
    this.put(STATES[(STATES.indexOf(this.state) + 1) % STATES.length]!);
  }

  private drag(event: PointerEvent): void {
    const start = event.clientY;
    const from = STATES.indexOf(this.state);
    this.grip.setPointerCapture(event.pointerId);
    const end = (last: PointerEvent): void => {
      this.grip.removeEventListener("pointerup", end);
      const moved = start - last.clientY;
      if (Math.abs(moved) < 24) return;
      // The click that follows a drag is not a tap.
      this.grip.addEventListener("click", (click) => click.stopImmediatePropagation(), { capture: true, once: true });
      const steps = Math.abs(moved) > window.innerHeight / 2 ? 2 : 1;
      this.put(STATES[Math.max(0, Math.min(2, from + Math.sign(moved) * steps))]!);
    };
    this.grip.addEventListener("pointerup", end);
  }
}
