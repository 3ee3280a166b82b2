// The text in the message box: it follows the chat, and outlives a reload.
import { useEffect, useRef, useState } from "react";
import { Drafts } from "./drafts.ts";

/** The key of a chat that has no address yet. */
const NEW_CHAT = "new";

/** The draft of a chat. One that was begun before the chat had an address moves along when it gets it. */
export function useDraft(threadId: string, hasAddress: boolean): [string, (text: string) => void] {
  const [drafts] = useState(() => new Drafts());
  const key = hasAddress ? threadId : NEW_CHAT;
  const [shown, setShown] = useState({ key, threadId });
  const [text, setText] = useState(() => drafts.load(key));
  const moved = useRef(false);
  if (shown.key !== key || shown.threadId !== threadId) {
    moved.current = shown.key === NEW_CHAT && key !== NEW_CHAT && shown.threadId === threadId;
    if (shown.key !== key && !moved.current) setText(drafts.load(key));
    setShown({ key, threadId });
  }
  const latest = useRef(text);
  latest.current = text;
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    drafts.save(NEW_CHAT, "");
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
  const change = (next: string) => {
    setText(next);
    drafts.save(key, next);
  };
  return [text, change];
}
