// The modes as the person sees them: a choice shows at once, and is taken back when the server does not take it.
import { useChatClient, useOverview, useSurface } from "@colloquy/client/react";
import { chosenModes, type Mode, type ModeChoice } from "@colloquy/protocol";
import { useState } from "react";
import { useTellFailure } from "../thread/use-tell-failure.ts";

const NO_MODES: readonly Mode[] = [];
const NO_CHOICE: ModeChoice = {};

export interface Modes {
  /** Those that offer something. */
  readonly modes: readonly Mode[];
  /** The chosen option of each, by ids. */
  readonly chosen: ModeChoice;
  readonly choose: (modeId: string, optionId: string) => void;
}

export function useModes(): Modes {
  const client = useChatClient();
  const tellFailure = useTellFailure();
  const threadId = useOverview(({ thread }) => thread.id);
  const modes = useSurface("modes") ?? NO_MODES;
  const stated = useSurface("modeChoice") ?? NO_CHOICE;
  const [wishes, setWishes] = useState({ threadId, choice: NO_CHOICE });
  // What the server states as well needs no wish any more: from then on another tab may change it.
  const open = Object.entries(wishes.choice).filter(([id, option]) => stated[id] !== option);
  if (wishes.threadId !== threadId) setWishes({ threadId, choice: NO_CHOICE });
  else if (open.length < Object.keys(wishes.choice).length) setWishes({ threadId, choice: Object.fromEntries(open) });
  const choose = (modeId: string, optionId: string) => {
    setWishes(({ choice }) => ({ threadId, choice: { ...choice, [modeId]: optionId } }));
    client.selectModes({ [modeId]: optionId }).catch((error: unknown) => {
      setWishes((now) => {
        const { [modeId]: wished, ...choice } = now.choice;
        return now.threadId === threadId && wished === optionId ? { threadId, choice } : now;
      });
      tellFailure(error);
    });
  };
  const choice = wishes.threadId === threadId ? { ...stated, ...Object.fromEntries(open) } : stated;
  return { modes: modes.filter(({ options }) => options.length > 0), chosen: chosenModes(modes, choice), choose };
}
