// The keyboard comes back from a frame that is taken out because it took it.
import { useLayoutEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useFrameGuard } from "./use-frame-guard.ts";

let at: Element;
let field: HTMLInputElement;
const box = document.createElement("div");

beforeEach(() => {
  field = document.createElement("input");
  field.focus = () => {
    at = field;
  };
  document.body.append(field, box);
  at = field;
  vi.spyOn(document, "activeElement", "get").mockImplementation(() => (at.isConnected ? at : document.body));
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

function Element({ onGone }: { readonly onGone: () => void }) {
  const [stopped, stop] = useState(false);
  return stopped ? <Gone onGone={onGone} /> : <Thief onStopped={() => stop(true)} />;
}

/** Takes the keyboard once more when it is about to be taken out. */
function Thief({ onStopped }: { readonly onStopped: () => void }) {
  const frame = useRef<HTMLIFrameElement>(null);
  useFrameGuard(frame, "thief", {
    onRobs: () => {
      if (frame.current) at = frame.current;
      onStopped();
    },
  });
  return <iframe title="Thief" ref={frame} />;
}

function Gone({ onGone }: { readonly onGone: () => void }) {
  // Before anything else can happen on the page, and before React comes to what it does later.
  useLayoutEffect(() => queueMicrotask(onGone), [onGone]);
  return null;
}

describe("A frame that is taken out because it took the keyboard", () => {
  it("leaves it where it was at once: no key is pressed into nothing", async () => {
    const atTheEnd = vi.fn<(where: Element | null) => void>();
    const root = createRoot(box);
    root.render(<Element onGone={() => atTheEnd(document.activeElement)} />);
    const frame = await vi.waitUntil(() => box.querySelector("iframe"));
    for (let take = 1; take <= 3; take++) {
      // Whoever is writing has not gone there.
      field.dispatchEvent(new Event("input", { bubbles: true }));
      at = frame;
      window.dispatchEvent(new Event("blur"));
      await vi.waitUntil(() => at !== frame || !frame.isConnected);
    }
    await vi.waitUntil(() => atTheEnd.mock.calls.length > 0);
    expect(atTheEnd).toHaveBeenCalledWith(field);
    root.unmount();
  });
});
