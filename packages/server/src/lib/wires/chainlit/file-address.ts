// Where Chainlit's clients read a file. In live events they make the address themselves; in a whole thread they need it.
import type { ResolvedConfig } from "../../config/schema.ts";

/** Their session id is the secret of a client whose cookie cannot travel. */
export function toFileAddress(
  { publicUrl, rootPath }: Pick<ResolvedConfig, "publicUrl" | "rootPath">,
  key: string,
  sessionId: string,
): string {
  const origin = publicUrl === undefined ? "" : new URL(publicUrl).origin;
  return `${origin}${rootPath}/project/file/${key}?session_id=${encodeURIComponent(sessionId)}`;
}
