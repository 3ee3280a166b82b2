// The surface is what the app puts around the conversation: profile, settings, commands. It lives in the session record.
import * as z from "zod/mini";
import { messageActionSchema } from "../action.ts";
import { type ElementId, idSchema } from "../ids.ts";
import { chatProfileSchema } from "./chat-profile.ts";
import { commandSchema } from "./command.ts";
import { envInputSchema, missingEnvSchema } from "./env.ts";
import { modeChoiceSchema, modeSchema } from "./mode.ts";
import { overridesSchema } from "./overrides.ts";
import { settingsFormSchema } from "./setting-input.ts";
import { starterCategorySchema, starterSchema } from "./starter.ts";

export const sidePanelSchema = z.object({
  /** Its heading. */
  title: z.optional(z.string().check(z.maxLength(500))),
  /** What it shows, in order. */
  elementIds: z.array(idSchema<ElementId>()).check(z.maxLength(200)),
  /** Names what it shows: setting the same key again changes nothing. */
  key: z.optional(z.string().check(z.maxLength(500))),
  /** Without a heading and without a margin, for one large thing. */
  canvas: z.optional(z.boolean()),
});
/** What the app put into the panel beside the chat. */
export type SidePanel = Readonly<z.infer<typeof sidePanelSchema>>;

export const surfaceSchema = z.object({
  /** The profile of this chat; null when the app has none. */
  chatProfile: z.optional(z.nullable(z.string())),
  /** What this person may choose from. */
  profiles: z.optional(z.array(chatProfileSchema).check(z.maxLength(200))),
  /** What the profile changes of the app's public configuration, for this chat; empty when it changes nothing. */
  overrides: z.optional(overridesSchema),
  /** Every key of the person's own that the app asks for, and which of them the chat has. */
  envInputs: z.optional(z.array(envInputSchema).check(z.maxLength(50))),
  /** The keys that must be given before the chat begins; empty when none is missing. */
  missingEnv: z.optional(z.array(missingEnvSchema).check(z.maxLength(50))),
  /** The committed settings, by the ids of their inputs. */
  settings: z.optional(z.record(z.string(), z.unknown())),
  settingsForm: z.optional(settingsFormSchema),
  commands: z.optional(z.array(commandSchema).check(z.maxLength(200))),
  modes: z.optional(z.array(modeSchema).check(z.maxLength(50))),
  /** What the person chose; modes that are not named are at their default. */
  modeChoice: z.optional(modeChoiceSchema),
  starters: z.optional(z.array(starterSchema).check(z.maxLength(100))),
  starterCategories: z.optional(z.array(starterCategorySchema).check(z.maxLength(50))),
  /** The person stopped while messages waited: these stay in the queue until the person says so. */
  queueHeld: z.optional(z.boolean()),
  /** What the app put into the panel beside the chat; null when it took it away. */
  sidePanel: z.optional(z.nullable(sidePanelSchema)),
  /** Tools of the app in the toolbar of every answer, and beside selected text. */
  messageActions: z.optional(z.array(messageActionSchema).check(z.maxLength(50))),
  /** What to say next, offered under the newest answer. */
  followUps: z.optional(z.array(starterSchema).check(z.maxLength(20))),
});
/** What surrounds the conversation; a `surface-set` replaces the keys it names. */
export type Surface = Readonly<z.infer<typeof surfaceSchema>>;

export const toastSchema = z.object({
  /** What a person reads. */
  message: z.string(),
  /** How it looks. */
  type: z.enum(["info", "success", "warning", "error"]),
});
/** A short notice; shown once, kept nowhere. */
export type Toast = Readonly<z.infer<typeof toastSchema>>;
