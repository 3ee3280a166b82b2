// How much room the element needs. What opens over it, as a menu or a dialog, needs room of its own: outside of its frame nothing can be drawn.

const OPEN_HEIGHT_PX = 420;

export function tellHeight(place: HTMLElement, tell: (height: number) => void): void {
  let told = -1;
  const look = () => {
    const opened = document.querySelector("body > [data-portals] > *, body > [role=dialog], body > [data-radix-popper-content-wrapper]");
    const own = Math.ceil(place.getBoundingClientRect().height);
    const height = opened ? Math.max(own, OPEN_HEIGHT_PX) : own;
    if (height === told) return;
    told = height;
    tell(height);
  };
  new ResizeObserver(look).observe(place);
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
}
