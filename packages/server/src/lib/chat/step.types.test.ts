// What must and must not compile; the assertions are the compiler's.
import { describe, expectTypeOf, it } from "vitest";
import { type Step, step, withStep } from "./step.ts";

interface Hit {
  readonly url: string;
}

describe("a function wrapped as a step keeps its type", () => {
  it("with its parameters, optional and repeated ones included, and a promise of its result", () => {
    const search = step({ type: "tool" }, async (query: string, limit?: number, ...more: boolean[]): Promise<Hit[]> => {
      void [query, limit, more];
      return [];
    });
    expectTypeOf(search).toEqualTypeOf<(query: string, limit?: number, ...more: boolean[]) => Promise<Hit[]>>();
    // @ts-expect-error a query is text
    void (() => search(1));
    // @ts-expect-error a query is needed
    void (() => search());
  });

  it("as a promise also of what came at once, and never as a promise of a promise", () => {
    expectTypeOf(step((a: number) => a > 1)).toEqualTypeOf<(a: number) => Promise<boolean>>();
    expectTypeOf(step(async () => "x")).toEqualTypeOf<() => Promise<string>>();
    expectTypeOf(step(() => undefined)).toEqualTypeOf<() => Promise<undefined>>();
  });

  it("with its type parameters", () => {
    const first = step(<Item>(items: readonly Item[]): Item | undefined => items[0]);
    expectTypeOf(() => first([1, 2])).toEqualTypeOf<() => Promise<number | undefined>>();
    expectTypeOf(() => first(["a"])).toEqualTypeOf<() => Promise<string | undefined>>();
  });

  it("and the callback form gives what its function gives", () => {
    const run = () =>
      withStep("Work", async (open) => {
        expectTypeOf(open).toEqualTypeOf<Step>();
        return { done: true as const };
      });
    expectTypeOf(run).toEqualTypeOf<() => Promise<{ done: true }>>();
  });

  it("and refuses what is no function and what is no type of a step", () => {
    // @ts-expect-error there is nothing to wrap
    void (() => step({ name: "Nothing" }));
    // @ts-expect-error no such type
    void (() => step({ type: "magic" }, () => 1));
  });
});
