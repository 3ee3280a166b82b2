// From a profile to a person, and what has to be true of it.
import { ChatError } from "@colloquy/protocol";
import type { SignedInUser } from "../user.ts";
import { isOpenId, type OAuthSettings } from "./oauth-settings.ts";

/** The person a profile tells of. Throws UNAUTHENTICATED when it lacks the identifier, or nobody has checked the email address that is one. */
export function toIdentityUser(settings: OAuthSettings, profile: Readonly<Record<string, unknown>>): SignedInUser {
  const field = settings.identifier ?? "email";
  const label = settings.label ?? settings.id;
  const identifier = profile[field];
  if ((typeof identifier !== "string" && typeof identifier !== "number") || identifier === "")
    throw new ChatError("UNAUTHENTICATED", `${label} did not tell your ${field}.`, {
      fix: `Allow it to be told, or sign in with an account that has one.`,
    });
  if (field === "email" && !isVerified(settings, profile) && !settings.acceptUnverifiedEmail)
    throw new ChatError("UNAUTHENTICATED", `${label} has not verified your email address.`, {
      fix: "Verify the address there, then sign in again.",
    });
  const name = profile["name"];
  const image = profile[settings.image ?? "picture"];
  return {
    identifier: String(identifier),
    ...(typeof name === "string" && name !== "" && { displayName: name }),
    metadata: { provider: settings.id, ...(typeof image === "string" && image !== "" && { image }) },
  };
}

/** OpenID Connect has a word for it, so silence means no: there are servers where anybody writes any address into their profile. Plain OAuth has none. */
function isVerified(settings: OAuthSettings, profile: Readonly<Record<string, unknown>>): boolean {
  // Some servers write the truth as a text.
  const told = String(profile["email_verified"] ?? !isOpenId(settings));
  return told === "true" || told === "1";
}
