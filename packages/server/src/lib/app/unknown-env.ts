// Keys that come with a connection though the app asks for none of that name: a wrong name in the configuration or in a client shows in the log.
import type { Session, SessionServices } from "../session/session.ts";
import type { Env } from "./user-env.ts";

/** Names are chosen by whoever connects: so many are told, so long each. */
const MOST_NAMES = 100;
const NAME_LENGTH = 200;

const told = new WeakMap<SessionServices, Set<string>>();

/** Logs each name once as long as the server runs; never a value. */
export function tellUnknownEnv({ services, config }: Session, given: Env): void {
  const declared = new Set(config.userEnv.map(({ name }) => name));
  const known = told.get(services) ?? new Set<string>();
  told.set(services, known);
  for (const whole of Object.keys(given)) {
    if (declared.has(whole)) continue;
    const name = whole.slice(0, NAME_LENGTH);
    if (known.has(name) || known.size >= MOST_NAMES) continue;
    known.add(name);
    services.logger.warn(
      { name },
      "a client gave a key that the app does not ask for; add its name to userEnv, or take it out of the client",
    );
  }
}
