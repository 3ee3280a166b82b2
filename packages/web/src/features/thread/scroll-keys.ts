// Which way a key is about to move the view. The browser moves it, often over several frames; the way is known from the first.

export type KeyScroll = "up" | "page-down" | "end" | undefined;

/** What the browser will do with this key in this scroller; call it when everybody else has seen the key. */
export function toKeyScroll(event: KeyboardEvent, scroller: Element): KeyScroll {
  const { target, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (event.defaultPrevented || altKey || !(target instanceof Element) || !scroller.contains(target)) return undefined;
  if (target.closest("input, textarea, select, [contenteditable]") || scrollsItself(target, scroller)) return undefined;
  switch (event.key) {
    case "End":
      return "end";
    case "Home":
    case "PageUp":
      return "up";
    case "PageDown":
      return "page-down";
    case "ArrowUp":
      return "up";
    case "ArrowDown":
      return metaKey ? "end" : undefined;
    case " ":
      // On a button it presses.
      if (ctrlKey || metaKey || target.closest("button, summary, [role=button]")) return undefined;
      return shiftKey ? "up" : "page-down";
    default:
      return undefined;
  }
}

/** Something between the target and the scroller takes the key first. */
function scrollsItself(target: Element, scroller: Element): boolean {
  for (let element: Element | null = target; element && element !== scroller; element = element.parentElement) {
    if (element.scrollHeight <= element.clientHeight + 1) continue;
    const { overflowY } = getComputedStyle(element);
    if (overflowY === "auto" || overflowY === "scroll") return true;
  }
  return false;
}
