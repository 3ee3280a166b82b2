// What an author gives so that their app hears what the page around the chat says.
import type { HandlerContext } from "./handler-context.ts";

type Awaitable<Value> = Value | Promise<Value>;

/** The handlers about the page around the chat. */
export interface WindowHandlers {
  /** The page around the chat has said something: any JSON, unchecked. Runs beside whatever runs. */
  onWindowMessage(data: unknown, context: HandlerContext): Awaitable<unknown>;
}
