// Moves the chosen days along the time line, a little with every frame.
import { wantsCalm } from "../motion";

export const SPEEDS = [0.5, 1, 2, 4] as const;
/** Seconds that the whole span takes at speed 1. */
const WHOLE_SPAN = 20;
/** How often the days move for who asked for less motion, in milliseconds, and by what part of the span. */
const CALM_PAUSE = 1000;
const CALM_STEP = 1 / 12;

export class Player {
  playing = false;
  speed: number = 1;
  loop = false;
  private at = 0;
  private before = 0;
  private frame = 0;

  constructor(
    private readonly span: () => [number, number] | null,
    private readonly range: () => [number, number],
    private readonly move: (from: number, to: number) => void,
    private readonly changed: () => void,
  ) {}

  toggle(): void {
    if (this.playing) this.stop();
    else this.start();
  }

  stop(): void {
    if (!this.playing) return;
    this.playing = false;
    cancelAnimationFrame(this.frame);
    this.changed();
  }

  private start(): void {
    const span = this.span();
    if (!span) return;
    let [from, to] = this.range();
    const whole = span[1] - span[0] + 1;
    // With everything chosen there is nothing to move: take a twelfth of it, at the beginning.
    if (to - from + 1 >= whole) [from, to] = [span[0], span[0] + Math.max(1, Math.round(whole / 12)) - 1];
    else if (to >= span[1]) [from, to] = [span[0], span[0] + to - from];
    this.move(from, to);
    this.at = from;
    this.before = performance.now();
    this.playing = true;
    this.changed();
    this.frame = requestAnimationFrame((now) => this.step(now));
  }

  private step(now: number): void {
    if (!this.playing) return;
    const span = this.span();
    if (!span) return this.stop();
    const [from, to] = this.range();
    const width = to - from;
    const whole = span[1] - span[0] + 1;
    const calm = wantsCalm();
    if (!calm || now - this.before >= CALM_PAUSE / this.speed) {
      this.at += calm ? whole * CALM_STEP : (Math.min(100, now - this.before) / 1000 / WHOLE_SPAN) * whole * this.speed;
      this.before = now;
      if (this.at + width > span[1]) {
        if (!this.loop) {
          this.move(span[1] - width, span[1]);
          return this.stop();
        }
        this.at = span[0];
      }
      const day = Math.round(this.at);
      this.move(day, day + width);
    }
    this.frame = requestAnimationFrame((next) => this.step(next));
  }
}
