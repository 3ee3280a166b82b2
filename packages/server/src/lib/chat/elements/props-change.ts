// How other props of an element are told: as their difference, where that is shorter than the whole.
import { isDeepStrictEqual } from "node:util";
import { type Element, type Fact, toPropsPatch } from "@colloquy/protocol";

/** What makes the element that is shown, if it is, into the next; both have the same id. */
export function toElementChange(shown: Element | undefined, next: Element): Fact {
  const whole: Fact = { type: "element-set", element: next };
  if (!shown || !differsInProps(shown, next)) return whole;
  const patch = toPropsPatch(shown.props ?? {}, next.props ?? {});
  return sizeOf(patch) < sizeOf(next.props ?? {}) ? { type: "element-patch", elementId: next.id, patch } : whole;
}

/** Whether there is nothing else that differs. */
function differsInProps({ props: _, ...shown }: Element, { props: __, ...next }: Element): boolean {
  return isDeepStrictEqual(shown, next);
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}
