// The app hears of a sign-out when it is done; what it answers is the body on Chainlit's route.
import type { User } from "../auth/user.ts";
import { runOutside } from "../session/context.ts";
import type { HttpContext, HttpDeps } from "./http-deps.ts";
import { toSignInRequest } from "./sign-in.ts";

/** Returns what `onLogout` did; undefined without one. Its error is logged: the person is signed out whatever it does. */
export async function tellOfLogout(c: HttpContext, { onLogout, logger }: HttpDeps, user: User | null): Promise<unknown> {
  const responseHeaders = new Headers();
  try {
    const request = toSignInRequest(c);
    const answer = await runOutside(async () => onLogout?.({ user, request, responseHeaders }));
    for (const [name, value] of responseHeaders) c.header(name, value, { append: name === "set-cookie" });
    return answer;
  } catch (error) {
    logger.error({ err: error }, "onLogout failed");
    return undefined;
  }
}
