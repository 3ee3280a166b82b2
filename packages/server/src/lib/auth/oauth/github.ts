// GitHub keeps email addresses at a place of their own, with what it knows of each.
import type { OAuthEnrich } from "./oauth-settings.ts";

/** Adds `emails`, and the main address when it is verified and the profile shows none. */
export const githubEmails: OAuthEnrich = async (ask, { userInfoUrl }) => {
  const response = await ask(`${userInfoUrl}/emails`);
  const emails: unknown = response.ok ? await response.json() : [];
  if (!Array.isArray(emails)) return {};
  const main = emails.find((one: Readonly<Record<string, unknown>>) => one["primary"] === true && one["verified"] === true);
  return { emails, ...(typeof main?.["email"] === "string" && { email: main["email"] }) };
};
