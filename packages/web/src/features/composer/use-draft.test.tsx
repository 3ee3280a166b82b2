// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { mount } from "../../components/markdown/test-support.tsx";
import { forgetDrafts } from "./drafts.ts";
import { type ChangeDraft, type Settle, useDraft } from "./use-draft.ts";

const KEPT = "colloquy:draft:a-chat";

interface Box {
  text: string;
  change: ChangeDraft;
  setAside: () => Settle;
}

function View({ thread, box }: { readonly thread: string; readonly box: Box }) {
  const [draft, change, setAside] = useDraft(thread, true);
  Object.assign(box, { text: draft.text, change, setAside });
  return null;
}

/** The message box of a chat; `box.text` is what stands in it. */
function openBox() {
  const box = {} as Box;
  const mounted = mount(<View thread="a-chat" box={box} />);
  const go = (thread: string) => mounted.rerender(<View thread={thread} box={box} />);
  return { box, go, [Symbol.dispose]: () => mounted[Symbol.dispose]() };
}

afterEach(() => localStorage.clear());

describe("what is answered, and on its way", () => {
  it("is out of the box and kept, and gone once it was taken; what was typed meanwhile stays", () => {
    using chat = openBox();
    const { box } = chat;
    act(() => box.change({ text: "blue" }));
    let settle: Settle = () => undefined;
    act(() => {
      settle = box.setAside();
    });
    expect([box.text, localStorage.getItem(KEPT)]).toEqual(["", expect.stringContaining("blue")]);
    act(() => box.change({ text: "and then" }));
    act(() => settle(true));
    expect(box.text).toBe("and then");
    window.dispatchEvent(new Event("pagehide"));
    expect(localStorage.getItem(KEPT)).toContain("and then");
    expect(localStorage.getItem(KEPT)).not.toContain("blue");
  });

  it("stands in the box again when it was not taken, above what was typed meanwhile", () => {
    using chat = openBox();
    const { box } = chat;
    act(() => box.change({ text: "blue" }));
    let settle: Settle = () => undefined;
    act(() => {
      settle = box.setAside();
    });
    act(() => box.change({ text: "and then" }));
    act(() => settle(false));
    expect(box.text).toBe("blue\nand then");
  });

  it("comes into no other chat's box, and waits in its own", () => {
    using chat = openBox();
    const { box, go } = chat;
    act(() => box.change({ text: "blue" }));
    let settle: Settle = () => undefined;
    act(() => {
      settle = box.setAside();
    });
    go("another-chat");
    act(() => settle(false));
    expect(box.text).toBe("");
    go("a-chat");
    expect(box.text).toBe("blue");
  });
});

it("leaves nothing behind when somebody signs out", () => {
  localStorage.setItem(KEPT, "x");
  localStorage.setItem("colloquy:form:an-ask", "x");
  localStorage.setItem("colloquy:other", "x");
  forgetDrafts();
  expect(Object.keys(localStorage)).toEqual(["colloquy:other"]);
});
