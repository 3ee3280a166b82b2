import { expectTypeOf, test } from "vitest";
import type { ActionOutcome, ElementOutcome, ElementProps } from "./element-kit.ts";
import { useElement } from "./use-element.ts";

interface Ticket {
  readonly to: string;
  readonly seats: number;
}

/** As in a component: it is compiled, and never run. */
function useTicket() {
  return useElement<Ticket>();
}

test("a component knows its own props, and changes them as a whole", () => {
  type Kit = ReturnType<typeof useTicket>;
  expectTypeOf<Kit["props"]>().toEqualTypeOf<Ticket>();
  expectTypeOf<Kit["updateElement"]>().parameters.toEqualTypeOf<[props: Ticket]>();
  expectTypeOf<ReturnType<Kit["updateElement"]>>().resolves.toEqualTypeOf<ElementOutcome>();
  expectTypeOf<ReturnType<Kit["callAction"]>>().resolves.toEqualTypeOf<ActionOutcome>();
  expectTypeOf<Kit["place"]>().toEqualTypeOf<"inline" | "panel" | "page">();
  // @ts-expect-error seats are a number
  expectTypeOf<Kit["updateElement"]>().toBeCallableWith({ to: "Kinloch", seats: "2" });
  // @ts-expect-error all of the props are given, not a part of them
  expectTypeOf<Kit["updateElement"]>().toBeCallableWith({ seats: 2 });
});

/** As an element without types has it. */
function usePlain() {
  return useElement();
}

// @ts-expect-error props are an object
type Wrong = typeof useElement<number>;

test("without a type its props are values by name", () => {
  expectTypeOf<ReturnType<typeof usePlain>["props"]>().toEqualTypeOf<ElementProps>();
  expectTypeOf<Wrong>().toBeFunction();
});
