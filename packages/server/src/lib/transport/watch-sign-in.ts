// A connection lasts as long as the sign-in it came by, and no longer.
import type { ActiveSignIn } from "../auth/checked-sign-ins.ts";
import type { CutReason } from "../auth/sign-in-connections.ts";
import type { SignIns } from "../auth/sign-ins.ts";

/** Cuts the connection when its sign-in ends. Returns the way out, for when the connection ends before. */
export function watchSignIn(
  signIn: ActiveSignIn | undefined,
  connection: { cut(reason: CutReason): void },
  signIns: Pick<SignIns, "join" | "check">,
): () => void {
  if (!signIn) return () => undefined;
  const leave = signIns.join(signIn.id, (reason) => connection.cut(reason));
  // It may have ended while the session was being opened.
  void signIns.check(signIn.id).then((holds) => {
    if (!holds) connection.cut("signed-out");
  });
  return leave;
}
