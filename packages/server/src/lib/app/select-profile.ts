// Another profile, chosen in the middle of a chat: the app says whether this chat goes on under it, or a new one begins.
import { ChatError } from "@colloquy/protocol";
import { OWN_STARTERS } from "../chat/controls/starters.ts";
import type { Session } from "../session/session.ts";
import type { ChatDriver } from "./chat-driver.ts";
import { surfaceFor, tell } from "./prepare-chat.ts";
import type { ChatProfileChange, ChatProfileDecision } from "./profile-handlers.ts";
import { isHeld } from "./user-env.ts";

/** Returns whether the chat goes on under the profile. Throws NOT_FOUND for one that is not offered. */
export async function selectProfile(session: Session, driver: ChatDriver, chatProfile: string): Promise<boolean> {
  const { surface } = session.state;
  if (surface.chatProfile === chatProfile) return true;
  if (!surface.profiles?.some(({ name }) => name === chatProfile)) throw notOffered();
  // A chat that has not begun has nothing to keep.
  if (isHeld(session) || !(await askToKeep(session, driver, chatProfile))) return false;
  const chosen = await surfaceFor(session, chatProfile, driver.asking(session), { anew: true });
  if (session.phase !== "open") throw new ChatError("SESSION_ENDED");
  if (chosen.surface.chatProfile !== chatProfile) throw notOffered();
  session.values.delete(OWN_STARTERS);
  if (chosen.overrides) session.override(chosen.overrides);
  session.tagWithProfile(chatProfile);
  tell(session, chosen.surface);
  driver.pump(session);
  return true;
}

async function askToKeep(session: Session, driver: ChatDriver, to: string): Promise<boolean> {
  const handler = driver.asking(session).handlers.onChatProfileChange;
  if (!handler) return false;
  const change = { from: session.state.surface.chatProfile ?? null, to } as ChatProfileChange;
  let decision: ChatProfileDecision | undefined;
  let returned = false;
  await driver.runSideWork(session, "profile", "onChatProfileChange", async (context) => {
    decision = await handler(change, context);
    returned = true;
  });
  // What it threw is shown in the chat, so the chat must stay to show it.
  if (!returned)
    throw new ChatError("INTERNAL", "The profile could not be changed.", { fix: "Read the error in the chat, or start a new chat." });
  return decision?.keepChat === true;
}

function notOffered(): ChatError {
  return new ChatError("NOT_FOUND", "This profile is not offered.", { fix: "Choose one of the list." });
}
