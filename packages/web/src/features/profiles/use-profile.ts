// The profiles a person may choose from, and that of the open chat.
import { useOverview, useSurface } from "@colloquy/client/react";
import { type ChatProfile, defaultProfile } from "@colloquy/protocol";

const NONE: readonly ChatProfile[] = [];

export interface Profiles {
  readonly profiles: readonly ChatProfile[];
  /** Undefined while nothing is known of the chat, and in apps without profiles. */
  readonly current: ChatProfile | undefined;
}

export function useProfile(): Profiles {
  const profiles = useSurface("profiles") ?? NONE;
  const name = useSurface("chatProfile");
  const ready = useOverview((overview) => overview.ready);
  const current = profiles.find((profile) => profile.name === name) ?? (ready && name == null ? defaultProfile(profiles) : undefined);
  return { profiles, current };
}

/** What a person reads. */
export function nameOf(profile: ChatProfile): string {
  return profile.displayName ?? profile.name;
}
