// What stands in the message box: it follows the chat, and outlives a reload.
import { useEffect, useRef, useState } from "react";
import { type Draft, EMPTY_DRAFT } from "./draft.ts";
import { Drafts } from "./drafts.ts";
import { moveMarks } from "./marks.ts";

/** The key of a chat that has no address yet. */
const NEW_CHAT = "new";

/** Changes what it names. A new text moves the mentions in it, or drops them, unless they are given as well; a command named as
 *  undefined is nobody's choice any more. */
export type ChangeDraft = (change: { readonly [Key in keyof Draft]?: Draft[Key] | undefined }) => void;

/** The draft of a chat. One that was begun before the chat had an address moves along when it gets it. */
export function useDraft(threadId: string, hasAddress: boolean): [Draft, ChangeDraft] {
  const [drafts] = useState(() => new Drafts());
  const key = hasAddress ? threadId : NEW_CHAT;
  const [shown, setShown] = useState({ key, threadId });
  const [draft, setDraft] = useState(() => drafts.load(key));
  const moved = useRef(false);
  const latest = useRef(draft);
  if (shown.key !== key || shown.threadId !== threadId) {
    moved.current = shown.key === NEW_CHAT && key !== NEW_CHAT && shown.threadId === threadId;
    if (shown.key !== key && !moved.current) {
      latest.current = drafts.load(key);
      setDraft(latest.current);
    }
    setShown({ key, threadId });
  }
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    drafts.save(NEW_CHAT, EMPTY_DRAFT);
    drafts.save(key, latest.current);
  }, [drafts, key]);
  useEffect(() => {
    const onHide = () => drafts.flush();
    addEventListener("pagehide", onHide);
    return () => {
      removeEventListener("pagehide", onHide);
      drafts.flush();
    };
  }, [drafts]);
  const change: ChangeDraft = (named) => {
    const before = latest.current;
    const text = named.text ?? before.text;
    const marks = named.marks ?? moveMarks(before.marks, before.text, text);
    const command = "command" in named ? named.command : before.command;
    const next: Draft = { text, marks, ...(command !== undefined && { command }) };
    latest.current = next;
    setDraft(next);
    drafts.save(key, next);
  };
  return [draft, change];
}
