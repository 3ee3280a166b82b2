// Actions are buttons of an app: under a message, or in the toolbar that every answer has.
import * as z from "zod/mini";
import { type ActionId, idSchema } from "./ids.ts";
import { hintSchema, iconSchema, labelSchema, nameSchema } from "./surface/short-text.ts";

/** The most buttons of one message. */
export const MAX_ACTIONS = 100;

export const ACTION_STYLES = ["default", "primary", "danger"] as const;
/** How a button looks. */
export type ActionStyle = (typeof ACTION_STYLES)[number];

export const actionSchema = z.object({
  id: idSchema<ActionId>(),
  /** Which handler it runs. */
  name: nameSchema,
  /** What the handler is given; plain JSON. */
  payload: z.unknown(),
  /** What a person reads on it; without one, the name. */
  label: z.optional(labelSchema),
  tooltip: z.optional(hintSchema),
  icon: z.optional(iconSchema),
  /** Default: `default`. */
  style: z.optional(z.enum(ACTION_STYLES)),
  /** A person is asked this before it runs. */
  confirm: z.optional(hintSchema),
});
/** A button under a message. */
export type Action = Readonly<z.infer<typeof actionSchema>>;

export const messageActionSchema = z.object({
  name: nameSchema,
  label: labelSchema,
  icon: z.optional(iconSchema),
  /** Where it is offered: in the toolbar of each answer, beside a selection of text, or both. Default: `answer`. */
  on: z.optional(z.enum(["answer", "selection", "both"])),
});
/** A tool of the app in the toolbar of every answer, or beside selected text. */
export type MessageAction = Readonly<z.infer<typeof messageActionSchema>>;
