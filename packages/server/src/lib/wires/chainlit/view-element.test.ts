import { type Element, type ElementId, newId, type StepId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { elementOfKey, isMade, toChainlitElement } from "./element-to-chainlit.ts";
import { makeContent } from "./made-content.ts";

const threadId = newId<ThreadId>();
const action = { id: newId(), name: "book", payload: {}, label: "Book" };
const shown = (title: string): Element => ({
  id: newId<ElementId>(),
  forId: newId<StepId>(),
  type: "view",
  name: "view",
  display: "inline",
  props: { view: { type: "Card", title, children: [{ type: "Button", action }] } },
});

describe("a view for Chainlit's clients", () => {
  it("is a text that says what it shows, with another address once it has changed", async () => {
    const element = shown("Kinloch");
    const theirs = toChainlitElement(element, threadId);
    expect(theirs).toMatchObject({ type: "text", mime: "text/plain", props: null, forId: element.forId });
    expect([isMade(element), elementOfKey(theirs.chainlitKey ?? "")]).toEqual([true, element.id]);
    const stores = undefined as never; // Nothing is read for it.
    expect(await makeContent(stores, threadId, element)).toEqual({ mime: "text/plain; charset=utf-8", body: "**Kinloch**\n\n[Book]" });
    const changed = toChainlitElement({ ...element, props: { view: { type: "Text", text: "Booked" } } }, threadId);
    expect(changed.chainlitKey).not.toBe(theirs.chainlitKey);
  });
});
