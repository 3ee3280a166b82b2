// Which tools of the app a chat has in the toolbar of its answers.
import { ChatError, describeIssue, type MessageAction, messageActionSchema } from "@colloquy/protocol";
import * as z from "zod/mini";
import { check, texts } from "../../check-given.ts";
import { nearestName } from "../../nearest-name.ts";
import type { Session } from "../../session/session.ts";
import { INTERNAL } from "../user-session.ts";
import { requireSession } from "./surface-controls.ts";

/** The most tools of one app; the schema of the surface has no more. */
const MOST = 50;
/** Marks, in a session's values, a chat whose tools the app has narrowed. */
const CHOSEN = `${INTERNAL}messageActions`;

/**
 * Says which tools, of those that `messageAction` has declared, this chat has, and in which order. An empty list takes all away. It stays so
 * over a reload and a restart.
 *
 * @throws BAD_INPUT for a name that no tool has; NO_CHAT_CONTEXT outside of a chat.
 */
export function setMessageActions(names: readonly string[]): void {
  check("setMessageActions", "the names", names, texts, 'Write setMessageActions(["save"]).');
  const session = requireSession();
  const all = session.services.driver.messageActions;
  for (const name of names) if (!all.some((tool) => tool.name === name)) throw unknown(name, all);
  session.values.set(CHOSEN, [...new Set(names)]);
  session.emit({ type: "surface-set", surface: { messageActions: [...offeredMessageActions(session)] } });
}

/** The tools of a chat: all of the app, or those that it was narrowed to. */
export function offeredMessageActions(session: Session): readonly MessageAction[] {
  const all = session.services.driver.messageActions;
  const chosen = session.values.get(CHOSEN) as readonly string[] | undefined;
  return chosen ? chosen.map((name) => all.find((tool) => tool.name === name)).filter((tool) => tool !== undefined) : all;
}

/** A tool as pages know it. Throws BAD_INPUT when it is malformed, and for one beyond 50. */
export function checkMessageAction(given: MessageAction, others: number): MessageAction {
  if (others >= MOST) throw new ChatError("BAD_INPUT", `An app may have ${MOST} message actions.`);
  const { data, error } = z.safeParse(messageActionSchema, given);
  const issue = error?.issues[0];
  if (!data || issue) throw new ChatError("BAD_INPUT", issue ? describeIssue("messageAction", issue, given) : "The tool is not valid.");
  return data;
}

function unknown(name: string, all: readonly MessageAction[]): ChatError {
  const names = all.map((tool) => tool.name);
  const meant = nearestName(name, names);
  return new ChatError("BAD_INPUT", `setMessageActions: there is no message action "${name}".`, {
    fix: meant ? `Did you mean ${meant}?` : `Declare it with messageAction("${name}", { label: "…" }, handler).`,
  });
}
