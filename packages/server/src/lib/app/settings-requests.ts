// What a person does with the settings form: saving it, and filling it in before that. Both run beside whatever runs.
import { ChatError, type SettingsForm } from "@colloquy/protocol";
import { validateSettings } from "../chat/controls/chat-settings.ts";
import { checkSettings, initialSettings, personSettings, type Settings, stillValid } from "../chat/controls/settings-check.ts";
import { KeyedQueue } from "../session/keyed-queue.ts";
import type { Session } from "../session/session.ts";
import type { DispatchLimits, DispatchTarget } from "./dispatch-target.ts";
import { type Draft, DraftRuns } from "./draft-runs.ts";
import type { SettingsValues } from "./settings-handlers.ts";
import type { TurnWork } from "./turn.ts";

/** How many `onSettingsUpdate` of one chat may run at once. */
const RUNNING_UPDATES = 10;

/** One at a time for each chat: a schema may be slow, and the later save is the one that stays. */
const saving = new KeyedQueue();
const drafts = new WeakMap<Session, DraftRuns>();

/**
 * Saves what the form allows, then tells `onSettingsUpdate`. Settles when it is stored, not when the handler has ended.
 *
 * @throws INVALID_VALUES with what is wrong by field; then nothing is saved. NOT_SUPPORTED without a form.
 */
export async function changeSettings(target: DispatchTarget, given: Settings): Promise<void> {
  const { session, driver } = target;
  checkSize(target.limits, given);
  const handler = driver.asking(session).handlers.onSettingsUpdate;
  const running = session.turns.running.filter(({ turn }) => turn.kind === "settings").length;
  if (handler && running >= RUNNING_UPDATES) throw new ChatError("OVERLOADED", "Earlier settings are still being applied.");
  await saving.run(session.id, async () => {
    const form = formOf(session);
    const settings = await validateSettings(form, { ...standing(session, form), ...checkSettings(form, given) });
    if (session.phase !== "open") throw new ChatError("SESSION_ENDED");
    session.emit({ type: "surface-set", surface: { settings } });
    // At once: a chat that ends meanwhile must not be told of it after its end.
    if (handler)
      void driver.runSideWork(session, "settings", "onSettingsUpdate", (context) => handler(settings as SettingsValues, context));
  });
  await session.writer.save();
}

/** Tells `onSettingsEdit` what stands in the open form, of which nothing is saved. What does not fit its input yet is as it is saved. */
export function editSettings(target: DispatchTarget, given: Settings): void {
  const { session, driver } = target;
  const form = formOf(session);
  const handler = driver.asking(session).handlers.onSettingsEdit;
  if (!handler) return;
  checkSize(target.limits, given);
  const runs = drafts.get(session) ?? new DraftRuns(session);
  drafts.set(session, runs);
  const settings = { ...standing(session, form), ...personSettings(form, given) } as SettingsValues;
  const run: Draft = (note) => {
    const work: TurnWork = (context) => {
      note(context.turnId);
      return handler(settings, context);
    };
    // A thread must not keep a turn for each key that was pressed in a form.
    return driver.runSideWork(session, "settings", "onSettingsEdit", work, { passing: true });
  };
  runs.offer(run);
}

function formOf({ state }: Session): SettingsForm {
  const { settingsForm } = state.surface;
  if (!settingsForm) throw new ChatError("NOT_SUPPORTED", "This chat has no settings.");
  return settingsForm;
}

/** What is saved, for every input of the form. */
function standing({ state }: Session, form: SettingsForm): Settings {
  return { ...initialSettings(form), ...stillValid(form, state.surface.settings ?? {}) };
}

function checkSize({ messageLength }: DispatchLimits, given: Settings): void {
  if (JSON.stringify(given).length > messageLength)
    throw new ChatError("TOO_LARGE", `Settings may have ${messageLength.toLocaleString("en")} characters in all.`);
}
