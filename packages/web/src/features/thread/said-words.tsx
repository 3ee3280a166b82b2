// What a person said, as they typed it: the command above, the mentions marked.
import type { Mention } from "@colloquy/protocol";
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
  if (command === undefined) return null;
  return <bdi className="command-span">{command}</bdi>;
}
