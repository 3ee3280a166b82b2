// Going on under another profile. An unused chat is replaced; a chat in which something was said is kept if the app agrees, and left
// for a new one only after a question.
import { useChatClient } from "@colloquy/client/react";
import type { ChatProfile } from "@colloquy/protocol";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { isNewChat } from "../history/is-new-chat.ts";
import { useNavigation } from "../history/use-navigation.ts";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { nameOf } from "./use-profile.ts";

export interface ChooseProfile {
  readonly choose: (profile: ChatProfile) => void;
  /** Leaves the chat for a new one under this profile. */
  readonly begin: (profile: ChatProfile) => void;
}

export function useChooseProfile(): ChooseProfile {
  const { t } = useTranslation();
  const client = useChatClient();
  const { beginNewChat } = useNavigation();
  const { ui, announcer } = useAppContext();
  const tellFailure = useTellFailure();
  const begin = useCallback(
    (profile: ChatProfile) => {
      ui.set({ profileAsked: undefined });
      beginNewChat({ chatProfile: profile.name });
    },
    [beginNewChat, ui],
  );
  const choose = useCallback(
    (profile: ChatProfile) => {
      const { surface, pending, refused, ...overview } = client.store.getOverview();
      if (surface.chatProfile === profile.name) return;
      const unused = pending.length === 0 && isNewChat({ ...overview, ...(refused && { refused }) });
      if (unused || refused) return begin(profile);
      client.selectProfile(profile.name).then((kept) => {
        if (kept) announcer.say(t("profiles.changed", { name: nameOf(profile) }));
        else ui.set({ dialog: "newChatWithProfile", profileAsked: profile });
      }, tellFailure);
    },
    [announcer, begin, client, t, tellFailure, ui],
  );
  return { choose, begin };
}
