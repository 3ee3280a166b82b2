// What stands still while things around it change. Places are measured within the content, so that a scroll which is on its way does not count.

/** An element, and how far below the beginning of the content it stood. */
export interface Anchor {
  readonly element: Element;
  readonly place: number;
}

/** How far an element stands below the beginning of the content. */
export function placeOf(element: Element, content: Element): number {
  return element.getBoundingClientRect().top - content.getBoundingClientRect().top;
}

/** How far the first of these anchors that is still drawn has moved; undefined when none is. */
export function movedBy(anchors: readonly Anchor[], content: Element): number | undefined {
  const found = anchors.find(({ element }) => element.isConnected && element.getClientRects().length > 0);
  return found && placeOf(found.element, content) - found.place;
}

/** What is at the top of the view, from the finest block to the whole turn, in case one of them goes. */
export function anchorsInView(scroller: Element, content: Element): Anchor[] {
  const { top } = scroller.getBoundingClientRect();
  const row = firstBelow(content.children, top);
  const blocks = row ? [firstBelow(row.querySelectorAll("[data-block] .md > *, [data-block]"), top), row] : [];
  return blocks.filter((element) => element !== undefined).map((element) => ({ element, place: placeOf(element, content) }));
}

/** The message that is read at the top of the view. */
export function messageInView(scroller: Element, content: Element): Element | undefined {
  const { top } = scroller.getBoundingClientRect();
  const row = firstBelow(content.children, top);
  return row && firstBelow(row.querySelectorAll(".turn.user[id^='step-'], .ai-message[id^='step-']"), top);
}

/** What somebody touched, and what it stands in, in case it goes by being touched. */
export function anchorsAround(target: Element, content: Element): Anchor[] {
  const anchors: Anchor[] = [];
  const control = target.closest("button, a, summary, input, textarea, [tabindex]");
  const first = control && content.contains(control) ? (opensAbove(control) ?? control) : target;
  for (let element: Element | null = first; element && element !== content; element = element.parentElement)
    anchors.push({ element, place: placeOf(element, content) });
  return anchors;
}

/** What stands before its button is read from where it was when it opens; the button goes along. */
function opensAbove(control: Element): Element | undefined {
  if (control.getAttribute("aria-expanded") !== "false") return undefined;
  const opened = document.getElementById(control.getAttribute("aria-controls") ?? "");
  const isBefore = opened && opened.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING;
  return isBefore ? opened : undefined;
}

/** The same anchors at the places they have now; none when the person cannot see the first of them any more. */
export function measuredAgain(anchors: readonly Anchor[], scroller: Element, content: Element): Anchor[] {
  const left = anchors.filter(({ element }) => element.isConnected && element.getClientRects().length > 0);
  const [first] = left;
  if (!first || !reachesInto(first.element, scroller)) return [];
  return left.map(({ element }) => ({ element, place: placeOf(element, content) }));
}

function reachesInto(element: Element, scroller: Element): boolean {
  const box = element.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  return box.bottom > view.top && box.top < view.bottom;
}

/** The first of these elements, in document order, that begins in view; the last one that reaches into it when none does. */
function firstBelow(elements: ArrayLike<Element>, top: number): Element | undefined {
  let reaching: Element | undefined;
  for (const element of Array.from(elements)) {
    if (!(element instanceof HTMLElement) || (element.dataset["block"] === undefined && !element.closest("[data-block]"))) continue;
    const box = element.getBoundingClientRect();
    if (box.height === 0 || box.bottom <= top) continue;
    if (box.top >= top) return reaching && box.top > top + 400 ? reaching : element;
    reaching = element;
  }
  return reaching;
}
