// Scrolls content that is taller than browsers allow an element to be. The element stays as tall as they allow; small moves are taken as they
// are, so that a wheel turns as far as ever, and large ones, as of the scrollbar, in proportion.

/** Firefox stops at 17.9 million pixels, and a screen may have three for one. */
const TALLEST_PX = 5_000_000;

export class TallScroll {
  #content = 0;
  #view = 0;
  /** Where the element is scrolled to. */
  #at = 0;
  /** Where the content is. */
  #top = 0;

  /** Heights in px of all content, and of what is seen of it. */
  measure(content: number, view: number): void {
    this.#content = content;
    this.#view = view;
    this.#top = Math.max(0, Math.min(this.#top, content - view));
  }

  /** How tall the element is. */
  get size(): number {
    return Math.min(this.#content, TALLEST_PX);
  }

  /** The first pixel of the content that is seen. */
  get top(): number {
    return this.#top;
  }

  /** What stands at a pixel of the content stands so much further up in the element. */
  get shift(): number {
    return this.#top - this.#at;
  }

  /** The element was scrolled. */
  scrolled(at: number): void {
    const by = at - this.#at;
    this.#at = at;
    if (this.#content <= TALLEST_PX) this.#top = at;
    else if (Math.abs(by) <= 2 * this.#view) this.#top = this.#clamp(this.#top + by);
    else this.#top = this.#clamp((at / this.#mostAt) * this.#mostTop);
  }

  /** Brings a pixel of the content to the top; where to scroll the element for it. */
  moveTo(top: number): number {
    this.#top = this.#clamp(top);
    this.#at = this.#mostTop > 0 ? (this.#top / this.#mostTop) * this.#mostAt : 0;
    return this.#at;
  }

  /** Where the element should be scrolled to once it rests, so that there is way left in both directions; undefined when it is there. */
  settle(): number | undefined {
    const [before, shift] = [this.#at, this.shift];
    if (this.#content <= TALLEST_PX) return undefined;
    const at = Math.round(this.moveTo(this.#top));
    // A browser rounds where it scrolls to: the content does not follow.
    this.#at = at;
    return at === before && shift === this.shift ? undefined : at;
  }

  /** At an end of the element, and not of the content. */
  get isStuck(): boolean {
    return (this.#at <= 0 && this.#top > 0) || (this.#at >= this.#mostAt - 1 && this.#top < this.#mostTop - 1);
  }

  get #mostAt(): number {
    return Math.max(0, this.size - this.#view);
  }

  get #mostTop(): number {
    return Math.max(0, this.#content - this.#view);
  }

  #clamp(top: number): number {
    return Math.max(0, Math.min(top, this.#mostTop));
  }
}
