// Says at which side a region that scrolls sideways has more than it shows, so that the style sheet can draw it.

const edges = new Map<Element, () => void>();
let observer: ResizeObserver | undefined;

/** Keeps `data-more` of `host` true to what its scroller hides: `left`, `right`, `both` or nothing. Returns the way to stop. */
export function watchScrollEdges(host: HTMLElement, scroller: HTMLElement): () => void {
  const look = () => {
    const hidden = scroller.scrollWidth - scroller.clientWidth;
    // From right to left, places are negative.
    const left = getComputedStyle(scroller).direction === "rtl" ? hidden + scroller.scrollLeft : scroller.scrollLeft;
    const more = hidden <= 1 ? "" : left > 1 && hidden - left > 1 ? "both" : left > 1 ? "left" : "right";
    if (more === "") delete host.dataset["more"];
    else if (host.dataset["more"] !== more) host.dataset["more"] = more;
  };
  const content = scroller.firstElementChild;
  observer ??= typeof ResizeObserver === "function" ? new ResizeObserver(lookAgain) : undefined;
  for (const element of [scroller, content]) {
    if (!element) continue;
    edges.set(element, look);
    observer?.observe(element);
  }
  scroller.addEventListener("scroll", look, { passive: true });
  return () => {
    scroller.removeEventListener("scroll", look);
    for (const element of [scroller, content]) {
      if (!element) continue;
      edges.delete(element);
      observer?.unobserve(element);
    }
  };
}

function lookAgain(entries: readonly ResizeObserverEntry[]): void {
  for (const { target } of entries) edges.get(target)?.();
}
