// What an author gives so that their app hears of the settings form, and of what a person looks for to mention it.
import type { Mention } from "@colloquy/protocol";
import type { ChatSettingsValues } from "../chat/controls/app-types.ts";
import type { HandlerContext } from "./handler-context.ts";

type Awaitable<Value> = Value | Promise<Value>;

/** All settings of the form, typed by what the app has declared. */
export type SettingsValues = ChatSettingsValues;

/** The handlers about what a person sets and looks up. */
export interface SettingsHandlers {
  /** After a person saved the settings form: with all settings as they are now. Runs beside whatever runs. */
  onSettingsUpdate(settings: ChatSettingsValues, context: HandlerContext): Awaitable<unknown>;
  /**
   * While a person fills in the open form: with what stands in it, of which nothing is saved. Only the newest counts: a run that is
   * overtaken is cut off. Use `refresh()` of the form to show other inputs.
   */
  onSettingsEdit(settings: ChatSettingsValues, context: HandlerContext): Awaitable<unknown>;
  /**
   * What could be mentioned, for what a person has typed after "@"; at first that is nothing. Runs beside whatever runs, for at most
   * 5 s, and only answers: it can read the user session, but not write into the chat. The page shows the first 50.
   */
  mentions(query: string, context: HandlerContext): Awaitable<readonly Mention[]>;
}
