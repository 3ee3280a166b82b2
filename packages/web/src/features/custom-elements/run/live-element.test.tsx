// One instance of an author's component, and what becomes of it when its file changes.
import type { ElementKit } from "@colloquy/client/elements";
import { act, Component, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ElementBoundary } from "./element-boundary.tsx";
import { hookNames } from "./hook-names.ts";
import { LiveElement } from "./live-element.tsx";
import type { ElementFactory, ElementScope } from "./load-element.ts";

const done = async () => ({ success: true });
const KIT: ElementKit = {
  id: "e",
  name: "Counter",
  place: "inline",
  ask: "none",
  language: "en",
  direction: "ltr",
  theme: "light",
  sandboxed: false,
  props: { label: "Count" },
  updateElement: done,
  deleteElement: done,
  callAction: done,
  sendUserMessage: done,
  submitElement: done,
  cancelElement: done,
};

let version = 0;
function loaded(factory: ElementFactory) {
  version += 1;
  return { address: `/elements/Counter.${version}.js`, factory, hooks: hookNames(String(factory)) };
}

class Classic extends Component<{ readonly label?: string }> {
  override render() {
    return `Classic ${this.props.label}`;
  }
}

/** As a file is compiled that takes no arguments. */
const counter: ElementFactory = (scope) => ({
  default: function Counter() {
    const [count, setCount] = useState(0);
    return (
      <button type="button" onClick={() => setCount(count + 1)}>
        {String(scope.props["label"])} {count}
      </button>
    );
  },
});

describe("an author's component", () => {
  let host: HTMLElement;
  let root: ReturnType<typeof createRoot>;
  const broken: unknown[] = [];
  beforeEach(() => {
    vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
    vi.spyOn(console, "error").mockReturnValue();
    host = document.createElement("div");
    root = createRoot(host);
    broken.length = 0;
  });
  afterEach(() => {
    act(() => root.unmount());
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  const show = (element: ReturnType<typeof loaded>, kit: Partial<ElementKit> = {}) =>
    act(() =>
      root.render(
        <ElementBoundary version={element.address} fallback={() => "broken"} onError={(error) => broken.push(error)}>
          <LiveElement loaded={element} kit={{ ...KIT, ...kit }} />
        </ElementBoundary>,
      ),
    );
  const press = () => act(() => host.querySelector("button")?.click());

  it("reads its props by their bare name as they are now, also long after it was made", () => {
    let scope: ElementScope | undefined;
    const factory: ElementFactory = (given) => {
      scope = given;
      return counter(given);
    };
    const element = loaded(factory);
    show(element);
    expect(host.textContent).toBe("Count 0");
    show(element, { props: { label: "Clicks" } });
    expect(host.textContent).toBe("Clicks 0");
    expect(scope?.props).toEqual({ label: "Clicks" });
  });

  it("keeps its state when its file changes, as long as its hooks are the same", () => {
    show(loaded(counter));
    press();
    press();
    show(
      loaded((scope) => ({
        default: function Counter() {
          const [count] = useState(0);
          return `${String(scope.props["label"])} now ${count}`;
        },
      })),
    );
    expect(host.textContent).toBe("Count now 2");
  });

  it("begins anew when its hooks are others", () => {
    show(loaded(counter));
    press();
    show(
      loaded(() => ({
        default: function Counter() {
          const seen = useRef("anew");
          const [count] = useState(0);
          return `${seen.current} ${count}`;
        },
      })),
    );
    expect(host.textContent).toBe("anew 0");
    expect(broken).toEqual([]);
  });

  it("begins anew when the state that was kept breaks it, and is broken only when that does not help", () => {
    const letters: ElementFactory = () => ({
      default: function Counter() {
        const [text] = useState("abc");
        return text.toUpperCase();
      },
    });
    const never: ElementFactory = () => ({
      default: function Counter() {
        const [text] = useState("abc");
        throw new Error(`Never: ${text}`);
      },
    });
    show(loaded(counter));
    press();
    show(loaded(letters));
    expect(host.textContent).toBe("ABC");
    show(loaded(never));
    expect(host.textContent).toBe("broken");
    expect(broken.map(String)).toEqual(["Error: Never: abc"]);
    show(loaded(letters));
    expect(host.textContent).toBe("ABC");
  });

  it("may be a class, and says so when it is no component", () => {
    show(loaded(() => ({ default: Classic })));
    expect(host.textContent).toBe("Classic Count");
    show(loaded(() => ({ other: 1 })));
    expect(String(broken[0])).toMatch(/no component as its default export/);
  });
});
