// The inputs an author makes a settings form of. Each carries the type of its value, so that a form knows the type of all of them.

import { ChatError, type SettingInput, type SettingInputType } from "@colloquy/protocol";
import { atLeast, check, checkOptions, either, flag, type Kind, nothing, number, object, text, texts, word } from "../../check-given.ts";

declare const VALUE: unique symbol;
type OmitId<Input> = Input extends unknown ? Omit<Input, "id"> : never;

/** One input without its id, which is its key in the form. `Value` is what handlers read. */
export interface InputDefinition<Value> {
  /** Tells an input from a tab. */
  readonly kind: "input";
  /** What is drawn. */
  readonly input: OmitId<SettingInput>;
  /** Only for the compiler. */
  readonly [VALUE]?: Value;
}

/** Inputs under a heading of their own. */
export interface TabDefinition<Inputs extends InputDefinitions = InputDefinitions> {
  /** Tells a tab from an input. */
  readonly kind: "tab";
  /** What a person reads on it. */
  readonly label: string;
  /** What is under it, by ids. */
  readonly inputs: Inputs;
}

/** Inputs of a form by their ids, under which handlers read the values. */
export type InputDefinitions = Readonly<Record<string, InputDefinition<unknown>>>;

/** What every input may have. */
export interface InputOptions {
  /** What a person reads beside it. */
  readonly label: string;
  /** Shown behind an info mark. */
  readonly tooltip?: string;
  /** Shown below the input. */
  readonly description?: string;
  /** Shown, but not to be changed. Default false. */
  readonly disabled?: boolean;
}

/** Choices, as a list of values that are their own labels, or as an object from label to value; one of the two. */
export interface ChoiceOptions<Value extends string> {
  /** Values that people read as they are. */
  readonly values?: readonly Value[];
  /** Values by what people read. */
  readonly items?: Readonly<Record<string, Value>>;
}

/** What is chosen at first: a value, or with `values` a position. */
export interface FirstChoice<Value extends string> {
  /** The value that is chosen at first. */
  readonly initialValue?: Value;
  /** Its position in `values`, from 0. */
  readonly initialIndex?: number;
}

/** Null only when nothing is chosen at first. */
type ChoiceValue<Options, Value extends string> = Options extends { readonly initialValue: string } | { readonly initialIndex: number }
  ? Value
  : Value | null;

interface DateOptions {
  /** Earliest and latest day, as `2026-03-01`. */
  readonly min?: string;
  readonly max?: string;
  readonly placeholder?: string;
  /** A date-fns pattern, for Chainlit's clients. Our page writes dates as the person's language does. */
  readonly format?: string;
}

/** Makes the inputs of a settings form. */
export const input = {
  /** On or off. Default off. */
  switch: (options: InputOptions & { readonly initial?: boolean }) =>
    define<boolean>("switch", { initial: given("switch", options, { initial: flag }).initial ?? false }, options),
  /** A box to tick. Default empty. */
  checkbox: (options: InputOptions & { readonly initial?: boolean }) =>
    define<boolean>("checkbox", { initial: given("checkbox", options, { initial: flag }).initial ?? false }, options),
  /** A number within bounds. Default 0, in 0 to 10, by steps of 1. Throws BAD_INPUT when the bounds or the step make no sense. */
  slider(options: InputOptions & { readonly initial?: number; readonly min?: number; readonly max?: number; readonly step?: number }) {
    const { min = 0, max = 10, step = 1 } = given("slider", options, { initial: number, min: number, max: number, step: number });
    const { initial = Math.min(Math.max(0, min), max) } = options;
    if (!(min < max && step > 0)) throw bad("slider", "min must be below max, and step above 0");
    if (initial < min || initial > max) throw bad("slider", `initial must be within ${min} and ${max}`);
    return define<number>("slider", { initial, min, max, step }, options);
  },
  /** One of several, in a menu. */
  select<const Value extends string, const Options extends InputOptions & ChoiceOptions<Value> & FirstChoice<NoInfer<Value>>>(
    options: Options & ChoiceOptions<Value>,
  ) {
    return define<ChoiceValue<Options, Value>>("select", oneOf("select", options), options);
  },
  /** One of several, all visible. */
  radio<const Value extends string, const Options extends InputOptions & ChoiceOptions<Value> & FirstChoice<NoInfer<Value>>>(
    options: Options & ChoiceOptions<Value>,
  ) {
    return define<ChoiceValue<Options, Value>>("radio", oneOf("radio", options), options);
  },
  /** Any number of several. Default none. */
  multiSelect<const Value extends string>(options: InputOptions & ChoiceOptions<Value> & { readonly initial?: readonly NoInfer<Value>[] }) {
    given("multiSelect", options, { values: texts, items: object, initial: texts });
    const items = itemsOf("multiSelect", options);
    const initial = [...(options.initial ?? [])];
    const strange = initial.find((value) => !items.some((item) => item.value === value));
    if (strange !== undefined) throw bad("multiSelect", `"${strange}" is not one of its choices`);
    return define<readonly Value[]>("multiselect", { initial, items }, options);
  },
  /** A list of words the person makes. Default empty. */
  tags: (options: InputOptions & { readonly initial?: readonly string[]; readonly placeholder?: string }) =>
    define<readonly string[]>(
      "tags",
      { initial: [...(given("tags", options, { initial: texts, placeholder: text }).initial ?? [])], ...some(options, "placeholder") },
      options,
    ),
  /** A text; null when it is empty. */
  text: (
    options: InputOptions & {
      readonly initial?: string;
      readonly placeholder?: string;
      readonly multiline?: boolean;
      readonly maxLength?: number;
    },
  ) =>
    define<string | null>(
      "text",
      { initial: given("text", options, TEXT).initial ?? null, ...some(options, "placeholder", "multiline", "maxLength") },
      options,
    ),
  /** A number; null when it is empty. */
  number: (
    options: InputOptions & {
      readonly initial?: number;
      readonly placeholder?: string;
      readonly min?: number;
      readonly max?: number;
      readonly step?: number;
    },
  ) =>
    define<number | null>(
      "number",
      { initial: given("number", options, NUMBER).initial ?? null, ...some(options, "placeholder", "min", "max", "step") },
      options,
    ),
  /** A day of the calendar, as `2026-03-01`; null when it is empty. Throws BAD_INPUT when `initial` is outside of the bounds. */
  date(options: InputOptions & DateOptions & { readonly initial?: string }) {
    const { initial = null } = given("date", options, { ...DATE, initial: either(text, nothing) });
    for (const day of [options.min, options.max, initial]) checkDay("date", day);
    checkWithin("date", initial, options);
    return define<string | null>("date", { initial, ...some(options, "placeholder", "min", "max", "format") }, options);
  },
  /** A first and a last day, which may be the same one; null when it is empty. Throws BAD_INPUT when `initial` is outside of the bounds, or ends before it begins. */
  dateRange(options: InputOptions & DateOptions & { readonly initial?: readonly [string, string] }) {
    const { initial = null } = given("dateRange", options, { ...DATE, initial: either(twoDays, nothing) });
    for (const day of [options.min, options.max, ...(initial ?? [])]) checkDay("dateRange", day);
    for (const day of initial ?? []) checkWithin("dateRange", day, options);
    if (initial && initial[0] > initial[1]) throw bad("dateRange", "initial ends before it begins");
    return define<readonly [string, string] | null>(
      "date-range",
      { initial, ...some(options, "placeholder", "min", "max", "format") },
      options,
    );
  },
  /** Puts inputs under a heading. The ids of all tabs share one namespace. */
  tab: <const Inputs extends InputDefinitions>(label: string, inputs: Inputs): TabDefinition<Inputs> => {
    check("input.tab", "the label", label, word, 'Write input.tab("Model", { … }).');
    check("input.tab", "the inputs", inputs, object, 'Write input.tab("Model", { temperature: input.slider({ … }) }).');
    return { kind: "tab", label, inputs };
  },
};

type Kinds = Readonly<Record<string, Kind>>;

const COMMON: Kinds = { label: word, tooltip: text, description: text, disabled: flag };
const TEXT: Kinds = { initial: either(text, nothing), placeholder: text, multiline: flag, maxLength: atLeast(1) };
const NUMBER: Kinds = { initial: either(number, nothing), placeholder: text, min: number, max: number, step: number };
const DATE: Kinds = { min: text, max: text, placeholder: text, format: text };
const twoDays: Kind = {
  words: 'a first and a last day, as ["2026-03-01", "2026-03-08"]',
  fits: (value) => texts.fits(value) && (value as unknown[]).length === 2,
};

/** The options of an input, all of kinds that it knows. Throws BAD_INPUT with the input and the option. */
function given<Options>(type: string, options: Options, own: Kinds): Options {
  check(`input.${type}`, "options", options, object, `Write input.${type}({ label: "…" }).`);
  checkOptions(`input.${type}`, options, { ...COMMON, ...own });
  return options;
}

function define<Value>(
  type: SettingInputType,
  own: object,
  { label, tooltip, description, disabled }: InputOptions,
): InputDefinition<Value> {
  if (typeof label !== "string" || label === "") throw bad(type, "it needs a label");
  const common = { label, ...(tooltip && { tooltip }), ...(description && { description }), ...(disabled && { disabled }) };
  return { kind: "input", input: { type, ...common, ...own } as OmitId<SettingInput> };
}

function oneOf<Value extends string>(type: string, options: ChoiceOptions<Value> & FirstChoice<Value>) {
  given(type, options, { values: texts, items: object, initialIndex: atLeast(0), initialValue: text });
  const items = itemsOf(type, options);
  const { initialIndex, initialValue } = options;
  if (initialIndex !== undefined && !options.values) throw bad(type, "initialIndex goes with values only");
  if (initialIndex !== undefined && !items[initialIndex]) throw bad(type, `initialIndex ${initialIndex} is none of its choices`);
  if (initialValue !== undefined && !items.some((item) => item.value === initialValue))
    throw bad(type, `"${initialValue}" is not one of its choices`);
  return { items, initial: initialIndex === undefined ? (initialValue ?? null) : (items[initialIndex]?.value ?? null) };
}

function itemsOf(type: string, { values, items }: ChoiceOptions<string>): { readonly label: string; readonly value: string }[] {
  if (values && items) throw bad(type, "give either values or items, not both");
  if (values) return values.map((value) => ({ label: value, value }));
  if (items) return Object.entries(items).map(([label, value]) => ({ label, value }));
  throw bad(type, "it needs values or items");
}

function some<Options extends object, Key extends keyof Options>(options: Options, ...keys: readonly Key[]): Partial<Pick<Options, Key>> {
  return Object.fromEntries(keys.filter((key) => options[key] !== undefined).map((key) => [key, options[key]])) as Partial<
    Pick<Options, Key>
  >;
}

/** True for a day that the calendar has. */
export function isDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function checkDay(type: string, day: string | null | undefined): void {
  if (typeof day === "string" && !isDay(day)) throw bad(type, `"${day}" is no day as 2026-03-01`);
}

function checkWithin(type: string, day: string | null, { min, max }: DateOptions): void {
  if (day !== null && ((min !== undefined && day < min) || (max !== undefined && day > max)))
    throw bad(type, "initial is not within min and max");
}

function bad(type: string, what: string): ChatError {
  return new ChatError("BAD_INPUT", `This ${type} input cannot be made: ${what}.`);
}
