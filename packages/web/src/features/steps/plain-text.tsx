// A step's text as it is, growing in one text node: a token changes that node and nothing else.
import { useChatClient } from "@colloquy/client/react";
import type { StepId, TextField } from "@colloquy/protocol";
import { useLayoutEffect, useRef } from "react";

interface PlainTextProps {
  readonly stepId: StepId;
  readonly field: TextField;
  readonly id: string;
  readonly labelledBy: string;
}

export function PlainText({ stepId, field, id, labelledBy }: PlainTextProps) {
  const { store } = useChatClient();
  const box = useRef<HTMLPreElement>(null);
  useLayoutEffect(() => {
    const source = store.text(stepId, field);
    const node = document.createTextNode(source.closed ? pretty(source.read()) : source.read());
    box.current?.replaceChildren(node);
    // Words read their own way; data is code, and reads from left to right.
    const markWords = () => box.current?.classList.toggle("each-way", /^\s*[^\s{[<]/.test(node.data.slice(0, 200)));
    markWords();
    const leaveText = source.subscribe((change) => {
      if (node.length < 200) queueMicrotask(markWords);
      if (change.kind === "append") node.appendData(change.text);
      else node.data = source.closed ? pretty(source.read()) : source.read();
      const pre = box.current;
      if (pre && pre.scrollHeight - pre.scrollTop - pre.clientHeight < 80) pre.scrollTop = pre.scrollHeight;
    });
    let closed = source.closed;
    const leaveStep = store.subscribeStep(stepId, () => {
      if (!closed && source.closed) node.data = pretty(source.read());
      closed = source.closed;
    });
    return () => {
      leaveText();
      leaveStep();
    };
  }, [store, stepId, field]);
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
  return <pre ref={box} id={id} role="tabpanel" aria-labelledby={labelledBy} tabIndex={0} />;
}

/** JSON on one line is hard to read; other text is left alone. */
function pretty(text: string): string {
  if (!/^\s*[[{]/.test(text) || text.length > 100_000 || text.trim().includes("\n")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // Not JSON, or not all of it yet.
  }
}
