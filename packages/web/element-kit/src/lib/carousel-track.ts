// What a row that is scrolled slide by slide can be told and asked, by the names that authors of carousels know.
type CarouselEvent = "select" | "reInit" | "scroll";

export class CarouselTrack {
  readonly #listeners = new Map<CarouselEvent, Set<(track: CarouselTrack) => void>>();
  readonly #loop: boolean;
  readonly #box: HTMLElement;
  readonly #vertical: boolean;
  #at = 0;

  constructor(box: HTMLElement, { loop, vertical }: { readonly loop: boolean; readonly vertical: boolean }) {
    this.#box = box;
    this.#loop = loop;
    this.#vertical = vertical;
  }

  readonly slideNodes = (): HTMLElement[] => [...(this.#box.firstElementChild?.children ?? [])].filter((one) => one instanceof HTMLElement);
  readonly selectedScrollSnap = (): number => this.#at;
  readonly containerNode = (): HTMLElement => this.#box;

  /** Where each stop is, from 0 to 1. Slides that share the last screen share a stop. */
  readonly scrollSnapList = (): number[] => {
    const stops = this.#stops();
    const end = stops.at(-1) ?? 0;
    return stops.map((stop) => (end === 0 ? 0 : stop / end));
  };

  readonly canScrollPrev = (): boolean => this.#loop || this.#at > 0;
  readonly canScrollNext = (): boolean => this.#loop || this.#at < this.#stops().length - 1;
  readonly scrollPrev = (): void => this.scrollTo(this.#at - 1);
  readonly scrollNext = (): void => this.scrollTo(this.#at + 1);

  readonly scrollTo = (index: number, jump = false): void => {
    const stops = this.#stops();
    const to = this.#loop ? (index + stops.length) % stops.length : Math.min(Math.max(index, 0), stops.length - 1);
    const calm = jump || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const stop = stops[to] ?? 0;
    this.#box.scrollTo({ ...(this.#vertical ? { top: stop } : { left: stop * this.#sign() }), behavior: calm ? "instant" : "smooth" });
  };

  readonly on = (event: CarouselEvent, listener: (track: CarouselTrack) => void): CarouselTrack => {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return this;
  };

  readonly off = (event: CarouselEvent, listener: (track: CarouselTrack) => void): CarouselTrack => {
    this.#listeners.get(event)?.delete(listener);
    return this;
  };

  readonly reInit = (): void => {
    this.look();
    this.#tell("reInit");
  };

  /** After a scroll, by whomever: which stop is nearest now. */
  readonly look = (): void => {
    const now = this.#vertical ? this.#box.scrollTop : Math.abs(this.#box.scrollLeft);
    const distances = this.#stops().map((stop) => Math.abs(stop - now));
    const at = Math.max(distances.indexOf(Math.min(...distances)), 0);
    this.#tell("scroll");
    if (at === this.#at) return;
    this.#at = at;
    this.#tell("select");
  };

  /** From right to left, places are counted below zero. */
  #sign(): 1 | -1 {
    return getComputedStyle(this.#box).direction === "rtl" ? -1 : 1;
  }

  #stops(): number[] {
    const box = this.#box.getBoundingClientRect();
    const last = this.#vertical ? this.#box.scrollHeight - this.#box.clientHeight : this.#box.scrollWidth - this.#box.clientWidth;
    const places = this.slideNodes().map((slide) => {
      const { left, right, top } = slide.getBoundingClientRect();
      const { paddingBlockStart, paddingInlineStart } = getComputedStyle(slide);
      const gap = Number.parseFloat(this.#vertical ? paddingBlockStart : paddingInlineStart) || 0;
      if (this.#vertical) return top - box.top + this.#box.scrollTop + gap;
      return gap + (this.#sign() === 1 ? left - box.left + this.#box.scrollLeft : box.right - right - this.#box.scrollLeft);
    });
    const reachable = places.map((place) => Math.round(Math.min(Math.max(place, 0), last)));
    return [...new Set(reachable)];
  }

  #tell(event: CarouselEvent): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(this);
  }
}
