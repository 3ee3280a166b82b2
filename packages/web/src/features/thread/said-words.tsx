// What a person said, as they typed it: the command above, the mentions marked.
import { useOverview } from "@colloquy/client/react";
import type { Mention } from "@colloquy/protocol";
import { sentCommandName } from "../composer/command-name.ts";
import { toMarks, toParts } from "../composer/marks.ts";

interface SaidWordsProps {
  readonly text: string;
  readonly mentions?: readonly Mention[] | undefined;
}

export function SaidWords({ text, mentions }: SaidWordsProps) {
  if (!mentions || mentions.length === 0) return text;
  return toParts(text, toMarks(text, mentions)).map(({ at, text: piece, mention }) =>
    mention ? (
      <span key={at} className="mention" data-tip={mention.description}>
        {piece}
      </span>
    ) : (
      piece
    ),
  );
}

/** Which command a message was sent with. */
export function SaidCommand({ command }: { readonly command: string | undefined }) {
  // Most messages have none, and follow nothing.
  return command === undefined ? null : <CommandName id={command} />;
}

function CommandName({ id }: { readonly id: string }) {
  const name = useOverview(({ surface }) => sentCommandName(id, surface.commands));
  return <bdi className="command-span">{name}</bdi>;
}
