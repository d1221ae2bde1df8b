// A long list of rows of one height, of which only those in sight exist as elements.
import { h } from "./dom";

const SPARE = 6;
/** Browsers lay out boxes up to some tens of millions of pixels; this stays well below. */
const TALLEST = 15_000_000;

export class VirtualRows {
  readonly element: HTMLElement;
  private readonly inner: HTMLElement;
  private readonly made = new Map<number, HTMLElement>();
  private count = 0;
  private frame = 0;
  /** Of the scroller. */
  private drawnHeight = 0;

  /**
   * @param scroller the element that scrolls; the list may be a part of what it holds
   * @param make the element of a row
   */
  constructor(
    private readonly scroller: HTMLElement,
    private readonly height: number,
    private readonly make: (index: number) => HTMLElement,
    attributes: Record<string, string | number> = {},
  ) {
    this.inner = h("div", { class: "gm-virtual", ...attributes });
    this.element = this.inner;
    scroller.addEventListener("scroll", () => this.schedule(), { passive: true });
    new ResizeObserver(() => {
      if (scroller.clientHeight !== this.drawnHeight) this.schedule();
    }).observe(scroller);
  }

  /** New content: all rows are made anew. */
  reset(count: number): void {
    this.count = count;
    this.inner.style.height = `${Math.min(TALLEST, count * this.height)}px`;
    for (const element of this.made.values()) element.remove();
    this.made.clear();
    this.draw();
  }

  /** The element of a row, if it is in sight. */
  at(index: number): HTMLElement | undefined {
    return this.made.get(index);
  }

  scrollTo(index: number): void {
    const top = this.top() + index * this.height;
    const view = this.scroller;
    if (top < view.scrollTop + 48) view.scrollTop = top - 48;
    else if (top + this.height > view.scrollTop + view.clientHeight) view.scrollTop = top + this.height - view.clientHeight;
    this.draw();
  }

  private top(): number {
    const inner = this.inner.getBoundingClientRect().top;
    return inner - this.scroller.getBoundingClientRect().top + this.scroller.scrollTop;
  }

  private schedule(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  /** Make the rows in sight. */
  draw(): void {
    this.drawnHeight = this.scroller.clientHeight;
    if (this.drawnHeight === 0) return;
    const from = this.scroller.scrollTop - this.top();
    const first = Math.max(0, Math.floor(from / this.height) - SPARE);
    const last = Math.min(this.count, Math.ceil((from + this.drawnHeight) / this.height) + SPARE);
    const focused = document.activeElement;
    for (const [index, element] of this.made) {
      if ((index < first || index >= last) && !element.contains(focused)) {
        element.remove();
        this.made.delete(index);
      }
    }
    for (let index = first; index < last; index += 1) {
      if (this.made.has(index)) continue;
      const element = this.make(index);
      element.style.transform = `translateY(${index * this.height}px)`;
      this.made.set(index, element);
      // In the order of the list, so that Tab and screen readers go through it as it is read.
      let after: HTMLElement | undefined;
      for (let next = index + 1; next < last && !after; next += 1) after = this.made.get(next);
      this.inner.insertBefore(element, after ?? null);
    }
  }
}
