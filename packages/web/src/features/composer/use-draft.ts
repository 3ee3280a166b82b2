// What stands in the message box: it follows the chat, and outlives a reload.
import { useEffect, useRef, useState } from "react";
import { type Draft, EMPTY_DRAFT, isEmptyDraft } from "./draft.ts";
import { Drafts } from "./drafts.ts";
import { moveMarks } from "./marks.ts";

/** The key of a chat that has no address yet. */
const NEW_CHAT = "new";

/** Changes what it names. A new text moves the mentions in it, or drops them, unless they are given as well; a command named as
 *  undefined is nobody's choice any more. */
export type ChangeDraft = (change: { readonly [Key in keyof Draft]?: Draft[Key] | undefined }) => void;

/** Told whether what was set aside was taken. */
export type Settle = (taken: boolean) => void;

interface ChatPlace {
  /** It has an address of its own. */
  readonly hasAddress: boolean;
  /** The chat of the address is no more, and another one has been begun in its place. */
  readonly gone: boolean;
}

/**
 * The draft of a chat. One that was begun before the chat had an address moves along when it gets it. What was typed in a chat that is gone
 * stays in the box, and goes along to a new chat.
 */
export function useDraft(threadId: string, { hasAddress, gone }: ChatPlace): [Draft, ChangeDraft, () => Settle] {
  const [drafts] = useState(() => new Drafts());
  const wanted = hasAddress ? threadId : NEW_CHAT;
  const [shown, setShown] = useState({ key: wanted, threadId, gone });
  const key = gone && wanted === NEW_CHAT ? shown.key : wanted;
  const [draft, setDraft] = useState(() => drafts.load(key));
  /** Where the draft was before it moved along. */
  const moved = useRef<string>(undefined);
  const latest = useRef(draft);
  const place = useRef(key);
  place.current = key;
  if (shown.key !== key || shown.threadId !== threadId || shown.gone !== gone) {
    const isBegun = shown.key === NEW_CHAT && key !== NEW_CHAT && shown.threadId === threadId;
    const isLeft = shown.gone && shown.key !== NEW_CHAT && key === NEW_CHAT && isEmptyDraft(drafts.load(NEW_CHAT));
    moved.current = isBegun || isLeft ? shown.key : undefined;
    if (shown.key !== key && moved.current === undefined) {
      latest.current = drafts.load(key);
      setDraft(latest.current);
    }
    setShown({ key, threadId, gone });
  }
  useEffect(() => {
    if (moved.current === undefined) return;
    drafts.save(moved.current, EMPTY_DRAFT);
    moved.current = undefined;
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
  /** Empties the box, and keeps what stood there, also over a reload, until it was taken; else it stands there again, above what came meanwhile. */
  const setAside = (): Settle => {
    const aside = latest.current;
    drafts.flush();
    latest.current = EMPTY_DRAFT;
    setDraft(EMPTY_DRAFT);
    return (taken) => {
      if (place.current === key) {
        if (taken) change({});
        else change({ ...aside, text: aside.text + (latest.current.text && `\n${latest.current.text}`) });
      } else if (taken && drafts.load(key).text === aside.text) drafts.save(key, EMPTY_DRAFT);
    };
  };
  return [draft, change, setAside];
}
