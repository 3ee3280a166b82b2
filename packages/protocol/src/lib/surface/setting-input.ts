// The inputs of the settings form. Each says which values it may take: the page draws it, the server checks what comes back against it.
import * as z from "zod/mini";
import { hintSchema, labelSchema, nameSchema } from "./short-text.ts";

const common = {
  id: nameSchema,
  label: labelSchema,
  /** Behind an info mark beside the label. */
  tooltip: z.optional(hintSchema),
  /** Below the input. */
  description: z.optional(hintSchema),
  disabled: z.optional(z.boolean()),
};
const placeholder = z.optional(labelSchema);
const choices = z.array(z.object({ label: labelSchema, value: z.string() })).check(z.maxLength(1_000));
/** A day of the calendar, as 2026-03-01. */
const day = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));

export const settingInputSchema = z.discriminatedUnion("type", [
  z.object({ ...common, type: z.literal("switch"), initial: z.boolean() }),
  z.object({ ...common, type: z.literal("checkbox"), initial: z.boolean() }),
  z.object({ ...common, type: z.literal("slider"), initial: z.number(), min: z.number(), max: z.number(), step: z.number() }),
  z.object({ ...common, type: z.literal("select"), initial: z.nullable(z.string()), items: choices }),
  z.object({ ...common, type: z.literal("radio"), initial: z.nullable(z.string()), items: choices }),
  z.object({ ...common, type: z.literal("multiselect"), initial: z.array(z.string()), items: choices }),
  z.object({ ...common, type: z.literal("tags"), initial: z.array(z.string()), placeholder }),
  z.object({
    ...common,
    type: z.literal("text"),
    initial: z.nullable(z.string()),
    placeholder,
    multiline: z.optional(z.boolean()),
    maxLength: z.optional(z.number()),
  }),
  z.object({
    ...common,
    type: z.literal("number"),
    initial: z.nullable(z.number()),
    placeholder,
    min: z.optional(z.number()),
    max: z.optional(z.number()),
    step: z.optional(z.number()),
  }),
  z.object({
    ...common,
    type: z.literal("date"),
    initial: z.nullable(day),
    placeholder,
    min: z.optional(day),
    max: z.optional(day),
    /** A date-fns pattern; only Chainlit's clients use it, ours writes dates as the person's language does. */
    format: z.optional(z.string()),
  }),
  z.object({
    ...common,
    type: z.literal("date-range"),
    initial: z.nullable(z.tuple([day, day])),
    placeholder,
    min: z.optional(day),
    max: z.optional(day),
    format: z.optional(z.string()),
  }),
]);
/** One input of the settings form. */
export type SettingInput = Readonly<z.infer<typeof settingInputSchema>>;
export type SettingInputType = SettingInput["type"];

const inputs = z.array(settingInputSchema).check(z.maxLength(500));
export const settingsTabSchema = z.object({ id: nameSchema, label: labelSchema, inputs });
/** Inputs under one heading. */
export type SettingsTab = Readonly<z.infer<typeof settingsTabSchema>>;

export const settingsFormSchema = z.object({
  /** One tab without a name when the author made none. */
  tabs: z.array(z.object({ ...settingsTabSchema.shape, label: z.string().check(z.maxLength(500)) })).check(z.maxLength(50)),
});
/** The form that the app shows for its settings. */
export type SettingsForm = Readonly<z.infer<typeof settingsFormSchema>>;

/** Every input of a form, whatever tab it is under. */
export function inputsOf(form: SettingsForm): SettingInput[] {
  return form.tabs.flatMap((tab) => tab.inputs);
}
