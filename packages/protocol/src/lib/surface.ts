// The surface is what the app puts around the conversation: profile, settings, commands. It lives in the session record.
import * as z from "zod/mini";

export const surfaceSchema = z.object({
  chatProfile: z.optional(z.nullable(z.string())),
  settings: z.optional(z.record(z.string(), z.unknown())),
  settingsForm: z.optional(z.array(z.unknown())),
  commands: z.optional(z.array(z.unknown())),
  modes: z.optional(z.array(z.unknown())),
});
/** What surrounds the conversation; a `surface-set` replaces the keys it names. */
export type Surface = Readonly<z.infer<typeof surfaceSchema>>;

export const toastSchema = z.object({ message: z.string(), type: z.enum(["info", "success", "warning", "error"]) });
/** A short notice; shown once, kept nowhere. */
export type Toast = Readonly<z.infer<typeof toastSchema>>;
