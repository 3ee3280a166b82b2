// Chat settings: a form the app shows, and the values a person saved in it, typed.

import { ChatError, inputsOf, isChatError, type SettingInput, type SettingsForm } from "@colloquy/protocol";
import { check, object } from "../../check-given.ts";
import { requireContext } from "../../session/context.ts";
import { type FormSchema, inputsOfSchema, isFormSchema, validateWith } from "./schema-form.ts";
import type { InputDefinition, InputDefinitions, TabDefinition } from "./setting-inputs.ts";
import { checkSettings, initialSettings, personSettings, type Settings, stillValid } from "./settings-check.ts";
import { requireSession } from "./surface-controls.ts";

type ValueOf<Definition> = Definition extends InputDefinition<infer Value> ? Value : never;
type InputValues<Inputs> = { readonly [Id in keyof Inputs]: ValueOf<Inputs[Id]> };
type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void ? All : never;
type TabValues<Tabs> = Intersection<
  { [Tab in keyof Tabs]: Tabs[Tab] extends TabDefinition<infer Inputs> ? InputValues<Inputs> : never }[keyof Tabs]
>;

/** The inputs of a form, all directly or all under tabs. */
export type FormDefinition = InputDefinitions | Readonly<Record<string, TabDefinition>>;

/** A settings form whose values have the type `Values`. */
export interface ChatSettings<Values> {
  /** The form as pages show it. */
  readonly form: SettingsForm;
  /** What the form begins with. */
  readonly initial: Values;
  /** What is saved in the running chat; what the form begins with until something is. Throws NO_CHAT_CONTEXT outside of a chat. */
  readonly current: Values;
  /**
   * Shows the form. What is saved already stays as far as the form allows it, then what the person keeps for all their chats; the
   * given values, else the initial ones, are saved for the rest. Returns what is saved now.
   * Throws INVALID_VALUES for given values that the form does not allow.
   */
  send(values?: Partial<Values>): Promise<Values>;
  /** Saves these values in the place of what the person saved. Returns what is saved now. Throws INVALID_VALUES as `send` does. */
  set(values: Partial<Values>): Promise<Values>;
  /** Shows the form anew, with these values in it, while the person fills it in. Nothing is saved. */
  refresh(values?: Partial<Values>): void;
}

/** The type of a form's values. */
export type SettingsOf<Form> = Form extends ChatSettings<infer Values> ? Values : never;

/**
 * Defines a settings form: from a schema (zod 4.2 or newer, or any with Standard JSON Schema), from inputs, or from tabs of inputs.
 * Show it with `send()` in `onChatStart`; what the person saves is `userSession.chatSettings`, and `onSettingsUpdate` is told.
 *
 * @throws BAD_INPUT when an input cannot be drawn, or two have the same id.
 * @example
 * const settings = chatSettings({
 *   model: input.select({ label: "Model", values: ["small", "large"], initialIndex: 0 }),
 *   temperature: input.slider({ label: "Temperature", min: 0, max: 2, step: 0.1, initial: 1 }),
 * });
 */
export function chatSettings<Output>(schema: FormSchema<Output>): ChatSettings<Output>;
export function chatSettings<const Tabs extends Readonly<Record<string, TabDefinition>>>(tabs: Tabs): ChatSettings<TabValues<Tabs>>;
export function chatSettings<const Inputs extends InputDefinitions>(inputs: Inputs): ChatSettings<InputValues<Inputs>>;
export function chatSettings(definition: FormSchema | FormDefinition): ChatSettings<Settings> {
  check(
    "chatSettings",
    "the form",
    definition,
    { words: "inputs, tabs or a schema", fits: (value) => object.fits(value) || typeof value === "function" },
    HOW,
  );
  const form = toForm(definition);
  const validate = isFormSchema(definition)
    ? (values: Settings) => validateWith(definition, values) as Promise<Settings>
    : async (values: Settings) => values;
  validators().set(keyOf(form), validate);
  const initial = Object.freeze(initialSettings(form));
  return {
    form,
    initial,
    get current() {
      return { ...initial, ...stillValid(form, requireContext().session.state.surface.settings ?? {}) };
    },
    async send(values = {}) {
      const given = { ...initial, ...checkSettings(form, values, "author") };
      const session = requireSession();
      const saved = stillValid(form, session.state.surface.settings ?? {});
      const kept = personSettings(form, session.keptSettings);
      // Each value may be allowed and all of them together not: then less is taken over, and the author's own is told to the author.
      const settings = await firstValid(validate, [{ ...given, ...kept, ...saved }, { ...given, ...saved }, given]);
      requireSession().emit({ type: "surface-set", surface: { settingsForm: form, settings } });
      return settings;
    },
    async set(values) {
      const given = checkSettings(form, values, "author");
      const { settings: saved = {} } = requireSession().state.surface;
      const settings = await validate({ ...initial, ...stillValid(form, saved), ...given });
      requireSession().emit({ type: "surface-set", surface: { settings } });
      return settings;
    },
    refresh(values = {}) {
      requireSession().emit({ type: "surface-set", surface: { settingsForm: withInitials(form, values) } });
    },
  };
}

const HOW = 'Write chatSettings({ temperature: input.slider({ label: "Temperature" }) }).';

type Validate = (values: Settings) => Promise<Settings>;

async function firstValid(validate: Validate, candidates: readonly [...Settings[], Settings]): Promise<Settings> {
  for (const values of candidates.slice(0, -1)) {
    try {
      return await validate(values);
    } catch (error) {
      if (!isChatError(error) || error.code !== "INVALID_VALUES") throw error;
    }
  }
  return validate(candidates.at(-1) ?? {});
}

const VALIDATORS = Symbol.for("colloquy/1/settings");

/** By form, for every copy of the framework in this process: a form read from storage finds its schema again. */
function validators(): Map<string, Validate> {
  const holder = globalThis as { [VALIDATORS]?: Map<string, Validate> };
  return (holder[VALIDATORS] ??= new Map());
}

/** What else the form's schema demands of values whose types are right. Throws INVALID_VALUES. */
export async function validateSettings(form: SettingsForm, values: Settings): Promise<Settings> {
  return (await validators().get(keyOf(form))?.(values)) ?? values;
}

function keyOf(form: SettingsForm): string {
  return inputsOf(form)
    .map(({ id, type }) => `${id}:${type}`)
    .join("\n");
}

function toForm(definition: FormSchema | FormDefinition): SettingsForm {
  if (isFormSchema(definition)) return untitled(inputsOfSchema(definition));
  const entries = Object.entries(definition);
  for (const [id, one] of entries)
    check(
      "chatSettings",
      `"${id}"`,
      one,
      { words: "an input or a tab", fits: (value) => object.fits(value) && "kind" in (value as object) },
      HOW,
    );
  const tabs = entries.filter((entry): entry is [string, TabDefinition] => entry[1].kind === "tab");
  if (tabs.length === 0) return untitled(toInputs(definition as InputDefinitions));
  if (tabs.length < entries.length)
    throw new ChatError("BAD_INPUT", "A settings form has either tabs or inputs beside each other, not both.");
  const form = { tabs: tabs.map(([id, { label, inputs }]) => ({ id, label, inputs: toInputs(inputs) })) };
  const ids = inputsOf(form).map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new ChatError("BAD_INPUT", `Two inputs have the id "${twice}".`);
  return form;
}

function untitled(inputs: SettingInput[]): SettingsForm {
  return { tabs: [{ id: "settings", label: "", inputs }] };
}

function toInputs(definitions: InputDefinitions): SettingInput[] {
  return Object.entries(definitions).map(([id, { input }]) => ({ id, ...input }) as SettingInput);
}

function withInitials(form: SettingsForm, values: Settings): SettingsForm {
  const toInput = (input: SettingInput) =>
    Object.hasOwn(values, input.id) ? ({ ...input, initial: values[input.id] } as SettingInput) : input;
  return { tabs: form.tabs.map((tab) => ({ ...tab, inputs: tab.inputs.map(toInput) })) };
}
