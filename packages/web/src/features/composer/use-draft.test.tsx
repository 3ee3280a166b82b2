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

function View({ thread, gone = false, box }: { readonly thread: string; readonly gone?: boolean; readonly box: Box }) {
  const [draft, change, setAside] = useDraft(thread, { hasAddress: thread !== "none", gone });
  Object.assign(box, { text: draft.text, change, setAside });
  return null;
}

/** The message box of a chat; `box.text` is what stands in it. */
function openBox() {
  const box = {} as Box;
  const mounted = mount(<View thread="a-chat" box={box} />);
  const go = (thread: string, gone = false) => mounted.rerender(<View thread={thread} gone={gone} box={box} />);
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

describe("what was typed in a chat that is deleted meanwhile", () => {
  it("stays in the box, also when the chat comes back, and goes along to a new chat", () => {
    using chat = openBox();
    const { box, go } = chat;
    act(() => box.change({ text: "Half a thought" }));
    go("none", true);
    expect(box.text).toBe("Half a thought");
    go("a-chat");
    expect(box.text).toBe("Half a thought");
    go("none", true);
    go("none");
    expect(box.text).toBe("Half a thought");
    go("a-chat");
    expect(box.text).toBe("");
    go("none");
    expect(box.text).toBe("Half a thought");
  });

  it("makes way for what stands in the new chat already, and waits in its own", () => {
    using chat = openBox();
    const { box, go } = chat;
    go("none");
    act(() => box.change({ text: "Begun elsewhere" }));
    go("a-chat");
    act(() => box.change({ text: "Half a thought" }));
    go("none", true);
    go("none");
    expect(box.text).toBe("Begun elsewhere");
    go("a-chat");
    expect(box.text).toBe("Half a thought");
  });
});
