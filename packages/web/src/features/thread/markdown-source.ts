// A step's text in the form the Markdown engine reads: it is told of the end as well, and a step with a language is one block of code.
import type { ChatStore, TextSource } from "@colloquy/client";
import type { StepId } from "@colloquy/protocol";

type Change = { kind: "append"; text: string } | { kind: "replace" };

/** The growing output of a step. */
export function toMarkdownSource(store: ChatStore, stepId: StepId, language: string | undefined): TextSource {
  const source = store.text(stepId, "output");
  const open = language ? `\`\`\`\`${language}\n` : "";
  return {
    get length() {
      return source.length === 0 ? 0 : open.length + source.length;
    },
    get closed() {
      return source.closed;
    },
    read: (from = 0) => (source.length === 0 ? "" : (open + source.read()).slice(from)),
    subscribe(listener: (change: Change) => void) {
      let empty = source.length === 0;
      let closed = source.closed;
      const leaveText = source.subscribe((change) => {
        // The opening fence arrives with the first letter.
        if (empty && open !== "") listener({ kind: "replace" });
        else listener(change);
        empty = false;
      });
      const leaveStep = store.subscribeStep(stepId, () => {
        if (closed === source.closed) return;
        closed = source.closed;
        listener({ kind: "append", text: "" });
      });
      return () => {
        leaveText();
        leaveStep();
      };
    },
  };
}
