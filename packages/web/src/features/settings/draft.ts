// What stands in the open settings form, beside what is saved. The app may change the form while it is being filled in:
// what it set anew is taken over, and what the person wrote and the app did not touch stays.
import { inputsOf, type SettingInput, type SettingsForm } from "@colloquy/protocol";
import { isAllowed } from "./problems.ts";
import { isSameValue } from "./same-value.ts";

export type Values = Readonly<Record<string, unknown>>;

export interface Draft {
  readonly form: SettingsForm;
  /** What the chat has; for an input that was never saved, what it begins with. */
  readonly saved: Values;
  /** What stands in the fields. */
  readonly values: Values;
  /** What each input began with when it was first seen: where Reset goes. */
  readonly initial: Values;
}

export function openDraft(form: SettingsForm, settings: Values = {}): Draft {
  const inputs = inputsOf(form);
  const saved = Object.fromEntries(inputs.map((input) => [input.id, savedValue(input, settings)]));
  return { form, saved, values: saved, initial: Object.fromEntries(inputs.map(({ id, initial }) => [id, initial])) };
}

/** The ids of the inputs that stand otherwise than saved. */
export function changedIds({ form, saved, values }: Draft): string[] {
  return inputsOf(form).flatMap(({ id }) => (isSameValue(values[id], saved[id]) ? [] : [id]));
}

export function changeValue(draft: Draft, id: string, value: unknown): Draft {
  return { ...draft, values: { ...draft.values, [id]: value } };
}

/** Every input as it began; only the author changes what is disabled. */
export function resetDraft(draft: Draft): Draft {
  const back = inputsOf(draft.form).map(({ id, disabled }) => [id, (disabled ? draft.values : draft.initial)[id]]);
  return { ...draft, values: Object.fromEntries(back) };
}

/**
 * The draft under what the server says now. `told` are the values that it was told of lately: when the app answers with one of them,
 * as it does when it draws the form again with all that it was told, it has changed nothing, and newer words of the person stay.
 */
export function followSurface(draft: Draft, form: SettingsForm, settings: Values, told: readonly Values[]): Draft {
  const before = new Map(inputsOf(draft.form).map((input) => [input.id, input]));
  const isChanged = new Set(changedIds(draft));
  const next = inputsOf(form).map((input) => {
    const { id, initial } = input;
    const old = before.get(id);
    const known = old?.type === input.type;
    const saved = known && !Object.hasOwn(settings, id) ? draft.saved[id] : savedValue(input, settings);
    const isSet = known && !isSameValue(old.initial, initial) && !told.some((values) => isSameValue(values[id], initial));
    const wished = !known ? saved : isSet ? initial : isChanged.has(id) ? draft.values[id] : saved;
    const value = isAllowed(input, wished) ? wished : initial;
    return { id, saved: isAllowed(input, saved) ? saved : initial, value, initial: known ? draft.initial[id] : initial };
  });
  const pick = (part: "saved" | "value" | "initial") => Object.fromEntries(next.map((input) => [input.id, input[part]]));
  return { form, saved: pick("saved"), values: pick("value"), initial: pick("initial") };
}

/** What can be said to the server: not what is half written. Empty words are none. */
export function toSendable(form: SettingsForm, values: Values, hasProblem: (input: SettingInput) => boolean): Values {
  const sendable = inputsOf(form).filter((input) => !input.disabled && !hasProblem(input));
  return Object.fromEntries(sendable.map(({ id }) => [id, values[id]]));
}

function savedValue(input: SettingInput, settings: Values): unknown {
  const saved = Object.hasOwn(settings, input.id) ? settings[input.id] : input.initial;
  return isAllowed(input, saved) ? saved : input.initial;
}
