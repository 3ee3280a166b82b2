// Who may look at a link at all, before it is known whether it leads anywhere.
import { ChatError } from "@colloquy/protocol";
import type { Caller } from "../caller.ts";
import type { HttpDeps } from "../http-deps.ts";

type Deps = Pick<HttpDeps, "auth" | "config">;

/** True where also somebody who has not signed in reads what is shared. */
export function isForAnyone({ auth, config }: Deps): boolean {
  return !auth.methods.loginRequired || config.features.shareWithAnyone;
}

/** Throws UNAUTHENTICATED for somebody who would have to sign in first. */
export function mayLook(deps: Deps, { user }: Pick<Caller, "user">): void {
  if (user === null && !isForAnyone(deps)) throw new ChatError("UNAUTHENTICATED");
}
