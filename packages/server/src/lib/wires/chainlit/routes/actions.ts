// Chainlit's route for buttons: its answer is what the handler returned.
import { type ChatError, decodeRequest, isChatError, newId } from "@colloquy/protocol";
import type { Hono } from "hono";
import * as z from "zod/mini";
import { askChat } from "../../../app/ask-chat.ts";
import { mayCall } from "../../../app/element-requests.ts";
import { Refusal } from "../../../http/errors.ts";
import type { HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { readBody } from "../../../http/request-parts.ts";
import type { LiveChat } from "../../../session/live-chat.ts";
import { isForOperators } from "../../../shown-error.ts";
import { answerOfButton } from "../ask-to-chainlit.ts";
import { voiceOf } from "../voice.ts";
import { findSession } from "./find-session.ts";

const bodySchema = z.object({
  action: z.object({
    name: z.string(),
    id: z.optional(z.nullable(z.string())),
    forId: z.optional(z.nullable(z.string())),
    payload: z.optional(z.unknown()),
  }),
  sessionId: z.string(),
});
type Pressed = z.infer<typeof bodySchema>["action"];

export function addChainlitActionRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.post("/project/action", async (c) => {
    const { action, sessionId } = await readBody(c, bodySchema);
    const session = await findSession(c, deps, sessionId);
    if (!session) throw new Refusal(404, "Session not found");
    await deps.rates.request(session.owner);
    return c.json({ success: true, response: (await press(session, deps, action)) ?? null });
  });
}

/** The handler is given the payload that the button was made with, whatever the client sends: it could be anything. */
async function press(chat: LiveChat, deps: HttpDeps, action: Pressed): Promise<unknown> {
  const { id = "" } = action;
  const answer = answerOfButton(chat.state.asks.values(), id ?? "", voiceOf(chat).language);
  const stepId = action.forId ?? stepOf(chat, id ?? "");
  // What a custom element calls is no button: it has a name and a payload of the page's.
  const elementId = id || stepId ? undefined : callerOf(chat, action.name);
  if (!answer && elementId === undefined && (!id || !stepId)) throw unknownAction(action);
  // Of a name that nobody handles their clients know what to say.
  if (!answer && !deps.driver.actionOf(action.name)) throw unknownAction(action);
  if (elementId !== undefined && !answer) await deps.rates.elementCall(chat.owner);
  try {
    const request = answer
      ? { type: "answerAsk", askId: answer.ask.id, answer: answer.answer }
      : elementId !== undefined
        ? { type: "callAction", elementId, name: action.name, payload: action.payload ?? {}, turnId: newId() }
        : { type: "runAction", stepId, actionId: id, turnId: newId() };
    const reply = await askChat({ ...deps, chat, leave: () => undefined }, decodeRequest(request));
    return reply.ok ? reply.value : undefined;
  } catch (error) {
    throw isChatError(error) && !isForOperators(error) ? toRefusal(error) : error;
  }
}

/** Their page does not say which of its elements calls: it may be any that may. */
function callerOf({ state }: LiveChat, name: string): string | undefined {
  return [...state.elements.values()].findLast((element) => element.type === "custom" && mayCall(element, name))?.id;
}

/** Where the button is, for a client that does not say. */
function stepOf({ state }: LiveChat, actionId: string): string | undefined {
  for (const { step } of state.steps.values()) if (step.actions?.some(({ id }) => id === actionId)) return step.id;
  return undefined;
}

/** Their page shows the detail as it is. */
function toRefusal(error: ChatError): Refusal {
  const fields = Object.values(error.fields ?? {}).join(" ");
  return new Refusal(error.status, fields === "" ? error.message : `${error.message} ${fields}`);
}

function unknownAction({ name }: Pressed): Refusal {
  return new Refusal(404, `No callback found for action ${name.slice(0, 200)}`);
}
