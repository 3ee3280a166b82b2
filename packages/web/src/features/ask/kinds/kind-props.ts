// What the body of a question is given.
import type { Ask, AskKind } from "@colloquy/protocol";
import type { Answering } from "../use-answer.ts";

export interface KindProps<Kind extends AskKind> {
  readonly ask: Extract<Ask, { kind: Kind }>;
  readonly answering: Answering;
}
