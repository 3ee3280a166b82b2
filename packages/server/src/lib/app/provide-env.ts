// Keys that come while a chat is open: the first ones, without which it does not begin, and others in their place later.
import { ChatError } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";
import type { ChatDriver } from "./chat-driver.ts";
import { tell, visitorOf } from "./prepare-chat.ts";
import { recoverCutOff } from "./recover.ts";
import { checkEnv, type Env, missingNames, pickDeclared, toEnvInputs, toInvalidValues } from "./user-env.ts";

/** Takes keys, all or none. Throws INVALID_VALUES with what is wrong with which. What had to wait for them begins, once. */
export async function provideEnv(session: Session, driver: ChatDriver, given: Env): Promise<void> {
  const { userEnv } = session.config;
  if (userEnv.length === 0) throw new ChatError("NOT_SUPPORTED", "This app asks for no keys.");
  const taken = pickDeclared(userEnv, given);
  const declared = new Set(userEnv.map(({ name }) => name));
  const unknown = Object.keys(given).filter((name) => !declared.has(name));
  const missing = new Set([
    ...Object.keys(given).filter((name) => !Object.hasOwn(taken, name)),
    ...missingNames(userEnv, { ...session.env, ...taken }),
  ]);
  const fields = [
    ...unknown.map((name) => [name, "This app does not ask for it."]),
    ...[...missing].filter((name) => declared.has(name)).map((name) => [name, "This key is needed."]),
  ];
  if (fields.length > 0) throw toInvalidValues({ fields: Object.fromEntries(fields) as Env });
  const refusal = await checkEnv({ ...session.env, ...taken }, visitorOf(session), driver.asking(session));
  if (refusal) throw toInvalidValues(refusal);
  if (session.phase !== "open") throw new ChatError("SESSION_ENDED");
  // Others may have come while the app looked at these.
  session.env = Object.freeze({ ...session.env, ...taken });
  tell(session, { envInputs: toEnvInputs(userEnv, session.env, session.language), missingEnv: [] });
  // Other values under the same names change nothing that is told, but what is kept.
  session.writer.schedule();
  driver.release(session);
  void recoverCutOff(session, driver);
}
