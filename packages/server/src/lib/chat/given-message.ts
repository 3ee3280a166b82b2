// What `new Message` is given: a text, or options, each of which it looks at before anything is made of it.
import { MESSAGE_TYPES } from "@colloquy/protocol";
import { anything, check, checkOptions, type Kind, list, object, oneOf, text, texts } from "../check-given.ts";
import { isErrorLike } from "../thrown.ts";
import { actionList } from "./actions/shown-actions.ts";
import { elementList } from "./elements/shown-elements.ts";
import type { MessageOptions } from "./message.ts";

/** What `new Message` takes, by name. */
const OPTIONS: Readonly<Record<keyof MessageOptions, Kind>> = {
  content: anything,
  author: text,
  language: text,
  type: oneOf(...MESSAGE_TYPES),
  metadata: object,
  tags: texts,
  id: text,
  parentId: text,
  createdAt: text,
  command: text,
  modes: object,
  mentions: list,
  sources: list,
  elements: elementList,
  actions: actionList,
  view: { words: "a view", fits: (value) => typeof value === "object" && value !== null },
};
const HOW = 'Write new Message("Hello"), or new Message({ content: value }): a value that is no text is shown as JSON.';

/** Throws BAD_INPUT for what is neither. */
export function givenMessage(content: MessageOptions | string): MessageOptions {
  if (typeof content === "string") return { content };
  check(
    "Message",
    "what is said",
    content,
    { words: "a text, or options", fits: (value) => object.fits(value) && !isErrorLike(value) },
    HOW,
  );
  checkOptions("Message", content, OPTIONS, HOW);
  return content;
}
