// Which command the next message is sent with: what the person chose, else what the app has chosen for them.
import { useOverview, useSurface } from "@colloquy/client/react";
import type { Command } from "@colloquy/protocol";
import { useEffect, useRef } from "react";
import type { Draft } from "./draft.ts";
import type { ChangeDraft } from "./use-draft.ts";

const NONE: readonly Command[] = [];

export interface CommandChoice {
  readonly commands: readonly Command[];
  readonly chosen: Command | undefined;
  readonly choose: (command: Command | undefined) => void;
  /** What is chosen after a message went out with this command. */
  readonly after: (sent: string | undefined) => string | null | undefined;
}

export function useCommand(draft: Draft, change: ChangeDraft): CommandChoice {
  const commands = useSurface("commands") ?? NONE;
  const threadId = useOverview(({ thread }) => thread.id);
  const ready = useOverview((overview) => overview.ready);
  const chosen = commands.find(({ id, selected }) => (draft.command === undefined ? selected : id === draft.command));
  const known = useRef({ threadId, ready, commands });
  useEffect(() => {
    const before = known.current;
    known.current = { threadId, ready, commands };
    const isNew = before.ready && ready && before.threadId === threadId && before.commands !== commands;
    // New commands bring the app's choice again, where the person has none.
    if (isNew && draft.command !== undefined && !commands.some(({ id }) => id === draft.command)) change({ command: undefined });
  });
  /** Where the app has a choice of its own, none has to be said. */
  const none = commands.some(({ selected }) => selected) ? null : undefined;
  const after = (sent: string | undefined) => {
    if (sent === undefined) return draft.command;
    return commands.find(({ id }) => id === sent)?.persistent ? sent : none;
  };
  return { commands, chosen, choose: (command) => change({ command: command ? command.id : none }), after };
}
