// What a chat is given before anybody sees it: what its person may choose from, the settings of its profile, its keys.
import { ChatError, type Surface } from "@colloquy/protocol";
import { offeredMessageActions } from "../chat/controls/message-actions.ts";
import { OWN_STARTERS } from "../chat/controls/starters.ts";
import { type ConfigOverrides, toPublicOverrides } from "../config/overrides.ts";
import type { OpenRequest } from "../session/open-request.ts";
import type { Session } from "../session/session.ts";
import { learnNames } from "./learn-names.ts";
import { type Asking, askProfiles, askStarters, chooseProfile, type OfferedProfile, toPublicProfile } from "./offer.ts";
import type { Visitor } from "./profile-handlers.ts";
import { tellUnknownEnv } from "./unknown-env.ts";
import { checkEnv, missingNames, pickDeclared, toEnvInputs, toMissingEnv } from "./user-env.ts";

/** Prepares a session that is new, restored or reopened. Throws ENV_REQUIRED when it needs keys and its client could not be asked. */
export async function prepareChat(session: Session, request: OpenRequest, asking: Asking): Promise<void> {
  const [chosen] = await Promise.all([
    surfaceFor(session, session.state.surface.chatProfile ?? request.chatProfile ?? null, asking),
    learnNames(session, session.state.steps.values()),
  ]);
  const env = await takeEnv(session, request, visitorOf(session, chosen.surface.chatProfile), asking);
  if (chosen.overrides) session.override(chosen.overrides);
  tell(session, { ...chosen.surface, ...env, messageActions: [...offeredMessageActions(session)] });
}

/** What comes with a profile. */
export interface Chosen {
  readonly surface: Surface;
  /** Undefined when the app could not say: the chat keeps those it has. */
  readonly overrides: ConfigOverrides | undefined;
}

/** The profile somebody wishes for, else the default, with all that comes with it. Starters the app has set itself stay, unless it is `anew`. */
export async function surfaceFor(
  session: Session,
  wished: string | null,
  asking: Asking,
  { anew = false }: { readonly anew?: boolean } = {},
): Promise<Chosen> {
  const asked = await askProfiles(visitorOf(session, wished), asking);
  // An app that could not say keeps what a chat had.
  const profiles: readonly OfferedProfile[] = asked ?? session.state.surface.profiles ?? [];
  const profile = chooseProfile(profiles, wished);
  const overrides = asked && (profile?.configOverrides ?? {});
  const surface = {
    profiles: profiles.map(toPublicProfile),
    chatProfile: profile?.name ?? null,
    ...(overrides && { overrides: toPublicOverrides(overrides) }),
    ...((anew || !session.values.has(OWN_STARTERS)) && (await startersFor(session, profile, asking))),
  };
  return { surface, overrides };
}

/**
 * The person signed in, or is another one to the app now: what they may choose from is asked anew. The chat keeps its profile, also one
 * that they could not choose any more.
 */
export async function offerAnew(session: Session, asking: Asking): Promise<void> {
  const { chatProfile = null } = session.state.surface;
  const { surface, overrides } = await surfaceFor(session, chatProfile, asking);
  if (!overrides || session.phase !== "open") return;
  if (surface.chatProfile !== chatProfile) {
    tell(session, { profiles: surface.profiles });
    return;
  }
  session.override(overrides);
  tell(session, surface);
}

/** A profile's own starters stand in place of the app's. */
async function startersFor(session: Session, profile: OfferedProfile | undefined, asking: Asking): Promise<Surface> {
  const { starters, starterCategories } = await askStarters(visitorOf(session, profile?.name ?? null), asking);
  return { starters: profile?.starters?.length ? profile.starters : starters, starterCategories };
}

/** Takes the keys that came with the handshake, unless the app refuses them. */
async function takeEnv(session: Session, request: OpenRequest, visitor: Visitor, asking: Asking): Promise<Surface> {
  const { userEnv } = session.config;
  tellUnknownEnv(session, request.env ?? {});
  const kept = pickDeclared(userEnv, session.env);
  // What was kept is this chat's newest, and has been looked at once: a page may still have what was there before.
  const given = pickDeclared(
    userEnv.filter(({ name }) => !Object.hasOwn(kept, name)),
    request.env ?? {},
  );
  const env: Record<string, string> = { ...kept, ...given };
  const isWhole = Object.keys(given).length > 0 && missingNames(userEnv, env).length === 0;
  const refusal = isWhole ? await checkEnv(env, visitor, asking) : undefined;
  const named = Object.keys(given).filter((name) => Object.hasOwn(refusal?.fields ?? {}, name));
  for (const name of refusal ? (named.length > 0 ? named : Object.keys(given)) : []) delete env[name];
  session.env = Object.freeze(env);
  const missing = missingNames(userEnv, env);
  const [first] = missing;
  if (first !== undefined && request.refuseWithoutEnv) {
    const none = missing.length === userEnv.length && Object.keys(given).length === 0;
    throw new ChatError(
      "ENV_REQUIRED",
      refusal?.fields[first] ??
        refusal?.message ??
        (none ? "Missing user environment variables" : `Missing user environment variable: ${first}`),
    );
  }
  return { envInputs: toEnvInputs(userEnv, env, session.language), missingEnv: toMissingEnv(userEnv, env, refusal, session.language) };
}

/** Who the session is for. */
export function visitorOf(session: Session, chatProfile: string | null = session.state.surface.chatProfile ?? null): Visitor {
  return { user: session.user, language: session.language, chatProfile: chatProfile as Visitor["chatProfile"] };
}

/** States what is not so already: an app without any of this states nothing. */
export function tell(session: Session, surface: Surface): void {
  const known: Surface = session.state.surface;
  const changed = Object.entries(surface).filter(([key, value]) => {
    const now = known[key as keyof Surface];
    return now === undefined ? !isNothing(value) : JSON.stringify(now) !== JSON.stringify(value);
  });
  if (changed.length > 0) session.emit({ type: "surface-set", surface: Object.fromEntries(changed) as Surface });
}

function isNothing(value: unknown): boolean {
  return value === null || (typeof value === "object" && Object.keys(value).length === 0);
}
