// What an author gives so that every answer has tools of the app beside copy and regenerate.
import type { MessageAction } from "@colloquy/protocol";
import { checkMessageAction } from "../chat/controls/message-actions.ts";
import type { Message } from "../chat/message.ts";
import { fn as callable, check, checkOptions, type Kind, object, oneOf, text, word } from "../check-given.ts";
import type { HandlerContext } from "./handler-context.ts";

/** What a tool is used on. */
export interface MessageActionUse {
  /** The message. */
  readonly message: Message;
  /** The words that were selected in it; undefined when the tool was used on all of it. */
  readonly selection: string | undefined;
}

/** What a tool looks like. */
export interface MessageActionOptions extends Omit<MessageAction, "name"> {
  /** What a person reads on it. */
  readonly label: string;
  /** A Lucide icon's name, a path below /public, or a URL. */
  readonly icon?: string | undefined;
  /** Where it is offered: in the toolbar of each answer, beside a selection of text, or both. Default: `answer`. */
  readonly on?: MessageAction["on"];
}

/** A tool and what it runs. */
export interface MessageActionHandling {
  /** As the page is told of it. */
  readonly tool: MessageAction;
  /** The author's handler. */
  readonly run: (use: MessageActionUse, context: HandlerContext) => unknown;
}

/** What an author says of tools. */
export interface MessageActionRegistry {
  /** Puts a tool into the toolbar of every answer, or beside selected text, of every chat. What its handler returns goes to who used it. */
  messageAction<Handler extends MessageActionHandling["run"]>(name: string, options: MessageActionOptions, handler: Handler): Handler;
}

const OPTIONS: Readonly<Record<keyof MessageActionOptions, Kind>> = { label: text, icon: text, on: oneOf("answer", "selection", "both") };
const HOW = 'Write messageAction("save", { label: "Save", icon: "bookmark" }, async ({ message }) => { … }).';

/** Fills the map. */
export function createMessageActionRegistry(handlings: Map<string, MessageActionHandling>): MessageActionRegistry {
  return {
    messageAction(name, options, handler) {
      check("messageAction", "the name", name, word, HOW);
      check("messageAction", "what the tool looks like", options, object, HOW);
      checkOptions("messageAction", options, OPTIONS, HOW);
      check("messageAction", "label", options.label, word, HOW);
      check("messageAction", "the handler", handler, callable, HOW);
      const tool = checkMessageAction({ name, ...options }, handlings.size - (handlings.has(name) ? 1 : 0));
      handlings.set(name, { tool, run: handler });
      return handler;
    },
  };
}
