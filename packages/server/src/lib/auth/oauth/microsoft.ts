// Microsoft Graph says who somebody is in its own words, and gives their picture as bytes.
import type { OAuthEnrich } from "./oauth-settings.ts";

const PHOTO = "https://graph.microsoft.com/v1.0/me/photos/48x48/$value";
const MOST_BYTES = 64 * 1024;

/** Adds the picture as a `data:` URL; many people have none. */
export const microsoftPhoto: OAuthEnrich = async (ask, _, profile) => {
  const name = typeof profile["displayName"] === "string" ? { name: profile["displayName"] } : {};
  const response = await ask(PHOTO);
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok || !/^image\/(jpeg|png|gif|webp)$/.test(type)) return name;
  const bytes = Buffer.from(await response.arrayBuffer());
  return bytes.byteLength > MOST_BYTES ? name : { ...name, picture: `data:${type};base64,${bytes.toString("base64")}` };
};
