// An element as its author tests it.
import { act, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { testElement, useElement } from "../../elements.ts";

interface Counted {
  readonly count: number;
}

function Counter() {
  const { props, updateElement, submitElement, ask } = useElement<Counted>();
  return (
    <>
      <button type="button" onClick={() => void updateElement({ count: props.count + 1 })}>
        {props.count}
      </button>
      <button type="button" onClick={() => void submitElement()}>
        {ask}
      </button>
    </>
  );
}

/** Calls three actions, one after the other. */
function Caller({ outcomes }: { readonly outcomes: unknown[] }) {
  const { callAction } = useElement();
  const call = async () => {
    for (const name of ["book", "burn", "fly"]) outcomes.push(await callAction({ name, payload: { seats: 2 } }));
  };
  return (
    <button type="button" onClick={() => void call()}>
      Call
    </button>
  );
}

describe("a custom element in a test of its author", () => {
  let host: HTMLElement;
  let unmount = () => {};
  beforeEach(() => {
    vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
    host = document.createElement("div");
  });
  afterEach(() => {
    unmount();
    unmount = () => {};
    vi.unstubAllGlobals();
  });

  function show(children: ReactNode): void {
    const root = createRoot(host);
    act(() => root.render(children));
    unmount = () => act(() => root.unmount());
  }
  const press = (text: string) =>
    act(async () => [...host.querySelectorAll("button")].find(({ textContent }) => textContent === text)?.click());

  it("draws what it has changed, and what the app changes", async () => {
    const counter = testElement<Counted>({ count: 1 });
    show(
      <counter.Around>
        <Counter />
      </counter.Around>,
    );
    await press("1");
    expect(host.textContent).toBe("2none");
    expect(counter.calls).toEqual([{ name: "updateElement", given: [{ count: 2 }] }]);
    act(() => counter.setProps({ count: 9 }));
    expect(host.textContent).toBe("9none");
    expect(counter.props).toEqual({ count: 9 });
  });

  it("closes the question that is asked with it", async () => {
    const counter = testElement<Counted>({ count: 1 }, { ask: "open" });
    show(
      <counter.Around>
        <Counter />
      </counter.Around>,
    );
    await press("open");
    expect(host.textContent).toBe("1answered");
  });

  it("runs the actions of the test, and is told of one that fails", async () => {
    const outcomes: unknown[] = [];
    const actions = {
      book: (payload: unknown) => ({ booked: payload }),
      burn: () => {
        throw new Error("It rains.");
      },
    };
    const element = testElement({}, { actions });
    show(
      <element.Around>
        <Caller outcomes={outcomes} />
      </element.Around>,
    );
    await press("Call");
    await vi.waitFor(() => expect(outcomes).toHaveLength(3));
    expect(outcomes).toEqual([
      { success: true, response: { booked: { seats: 2 } } },
      { success: false, error: { code: "INTERNAL", message: "It rains." } },
      { success: false, error: { code: "NOT_FOUND", message: 'The test has no action "fly".' } },
    ]);
  });

  it("says what is missing outside of an element", () => {
    vi.spyOn(console, "error").mockReturnValue();
    expect(() => show(<Counter />)).toThrow(/testElement\(props\)\.Around/);
  });
});
