// Another profile, chosen in the middle of a chat: the app says whether this chat goes on under it, or a new one begins.
import { ChatError } from "@colloquy/protocol";
import { OWN_STARTERS } from "../chat/controls/starters.ts";
import type { Session } from "../session/session.ts";
import type { ChatDriver } from "./chat-driver.ts";
import type { Handlers } from "./handlers.ts";
import { surfaceFor, tell } from "./prepare-chat.ts";
import type { ChatProfileChange, ChatProfileDecision } from "./profile-handlers.ts";
import { isHeld } from "./user-env.ts";

/** Returns whether the chat goes on under the profile. Throws NOT_FOUND for one that is not offered. */
export async function selectProfile(session: Session, driver: ChatDriver, chatProfile: string): Promise<boolean> {
  const { surface } = session.state;
  const asking = driver.asking(session);
  const { onChatProfileChange } = asking.handlers;
  if (surface.chatProfile === chatProfile) return true;
  if (!surface.profiles?.some(({ name }) => name === chatProfile)) throw notOffered();
  // A chat that has not begun has nothing to keep.
  if (isHeld(session) || !onChatProfileChange) return false;
  const chosen = await surfaceFor(session, chatProfile, asking, { anew: true });
  // Without its settings the profile might show what it is to hide.
  if (!chosen.overrides) throw notChanged();
  if (chosen.surface.chatProfile !== chatProfile) throw notOffered();
  if (!(await askToKeep(session, driver, chatProfile, onChatProfileChange))) return false;
  if (session.phase !== "open") throw new ChatError("SESSION_ENDED");
  session.values.delete(OWN_STARTERS);
  session.override(chosen.overrides);
  session.tagWithProfile(chatProfile);
  tell(session, chosen.surface);
  driver.pump(session);
  return true;
}

async function askToKeep(session: Session, driver: ChatDriver, to: string, handler: Handlers["onChatProfileChange"]): Promise<boolean> {
  const change = { from: session.state.surface.chatProfile ?? null, to } as ChatProfileChange;
  let decision: ChatProfileDecision | undefined;
  let returned = false;
  await driver.runSideWork(session, "profile", "onChatProfileChange", async (context) => {
    decision = await handler(change, context);
    returned = true;
  });
  // What it threw is shown in the chat, so the chat must stay to show it.
  if (!returned) throw notChanged("Read the error in the chat, or start a new chat.");
  return decision?.keepChat === true;
}

function notChanged(fix = "Try again in a moment, or start a new chat."): ChatError {
  return new ChatError("INTERNAL", "The profile could not be changed.", { fix });
}

function notOffered(): ChatError {
  return new ChatError("NOT_FOUND", "This profile is not offered.", { fix: "Choose one of the list." });
}
