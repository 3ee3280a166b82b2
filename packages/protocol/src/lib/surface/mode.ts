// A mode is a choice that goes with every message, as which model answers or how thoroughly.
import * as z from "zod/mini";
import { hintSchema, iconSchema, labelSchema, nameSchema } from "./short-text.ts";

export const modeOptionSchema = z.object({
  /** What handlers read. */
  id: nameSchema,
  /** What a person reads. */
  name: labelSchema,
  /** What choosing it means, in a sentence that a person reads. Default: none. */
  description: z.optional(hintSchema),
  /** A [Lucide](https://lucide.dev/icons) icon's name, a path below /public, or a URL. Default: none. */
  icon: z.optional(iconSchema),
  /** Is chosen until the person chooses another. Default: the first option. */
  default: z.optional(z.boolean()),
});
/** One thing a mode may be. */
export type ModeOption = Readonly<z.infer<typeof modeOptionSchema>>;

export const modeSchema = z.object({
  /** Under which handlers read the choice: `message.modes[id]`. */
  id: nameSchema,
  /** What a person reads. */
  name: labelSchema,
  /** What it may be, 200 at most. */
  options: z.array(modeOptionSchema).check(z.maxLength(200)),
});
/** A picker of the message box. */
export type Mode = Readonly<z.infer<typeof modeSchema>>;

/** Which option each mode has, by ids. */
export const modeChoiceSchema = z.record(nameSchema, nameSchema);
export type ModeChoice = Readonly<z.infer<typeof modeChoiceSchema>>;

/** What goes with a message: the chosen option of each mode, else its default, else its first. Modes without options are left out. */
export function chosenModes(modes: readonly Mode[], choice: ModeChoice): ModeChoice {
  const chosen: [string, string][] = [];
  for (const { id, options } of modes) {
    const wished = Object.hasOwn(choice, id) ? choice[id] : undefined;
    const option = options.find((one) => one.id === wished) ?? options.find((one) => one.default) ?? options[0];
    if (option) chosen.push([id, option.id]);
  }
  return Object.fromEntries(chosen);
}

/** Of a choice, what these modes offer. */
export function offeredChoice(modes: readonly Mode[], choice: ModeChoice): ModeChoice {
  const isOffered = ([id, option]: [string, string]): boolean =>
    modes.some((mode) => mode.id === id && mode.options.some((one) => one.id === option));
  return Object.fromEntries(Object.entries(choice).filter(isOffered));
}
