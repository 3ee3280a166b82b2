// What a page may know about sign-in, before and after it.
import * as z from "zod/mini";

const providerSchema = z.object({
  id: z.string(),
  /** `password` wants a form, `header` one request, `redirect` a visit to `/auth/oauth/<id>`. */
  kind: z.enum(["password", "header", "redirect"]),
  label: z.string(),
  icon: z.optional(z.string()),
});
/** A way of signing in, as the sign-in page offers it. */
export type OfferedProvider = Readonly<z.infer<typeof providerSchema>>;

export const userSchema = z.object({
  id: z.string(),
  identifier: z.string(),
  displayName: z.optional(z.string()),
  roles: z.array(z.string()),
  metadata: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
});
/** The signed-in person, as their own page sees them. */
export type SignedInPerson = Readonly<z.infer<typeof userSchema>>;

export const authFactsSchema = z.object({
  /** True when nobody is let in without sign-in. */
  loginRequired: z.boolean(),
  providers: z.array(providerSchema),
  /** Who is signed in; null when nobody is. */
  user: z.nullable(userSchema),
});
/** All that the page needs to decide whether to show its sign-in. */
export type AuthFacts = Readonly<z.infer<typeof authFactsSchema>>;

export const passwordSchema = z.object({
  username: z.string().check(z.minLength(1), z.maxLength(500)),
  password: z.string().check(z.minLength(1), z.maxLength(4096)),
});
