// Which of the open questions the message box answers.
import type { Ask, AskId } from "@colloquy/protocol";

type TextAsk = Extract<Ask, { kind: "text" }>;

/** The one that was chosen, while it is open; else the newest. */
export function meantText(asks: readonly Ask[], wanted: AskId | undefined): TextAsk | undefined {
  const texts = textsOf(asks);
  return texts.find(({ id }) => id === wanted) ?? texts.at(-1);
}

export function textsOf(asks: readonly Ask[]): readonly TextAsk[] {
  return asks.filter((ask) => ask.kind === "text");
}
