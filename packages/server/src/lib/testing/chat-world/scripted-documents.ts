// The documents that the scripted app writes: two in each chat, in pieces or at once, left open and gone on with.
import { type Element, type StepId, toArtifactVersion } from "@colloquy/protocol";
import { Artifact } from "../../chat/artifacts/artifact.ts";
import { type Clock, wait } from "../../clock.ts";
import { requireContext } from "../../session/context.ts";
import type { Session } from "../../session/session.ts";

/** Told what was written, at once. */
export interface DocumentWatch {
  readonly wrote: (session: Session, version: Element, text: string) => void;
}

/** What an app can do with documents; `mark` says who wrote what it answers, `number` chooses which. */
export class ScriptedDocuments {
  readonly #watch: DocumentWatch;
  readonly #clock: Clock;

  constructor(watch: DocumentWatch, clock: Clock) {
    this.#watch = watch;
    this.#clock = clock;
  }

  /** The next version, piece by piece; `open` leaves it to the end of the turn to close it. */
  async stream(mark: string, number: number, { open }: { readonly open: boolean }): Promise<void> {
    const document = new Artifact({ key: keyOf(number), type: "code", language: "ts" });
    for (const piece of [`${mark} writes `, "one ", "two"]) {
      await this.#noting(document, () => document.streamToken(piece));
      await wait(this.#clock, 50);
    }
    if (!open) await this.#noting(document, () => document.send());
  }

  /** Goes on from the newest version on this branch, whoever wrote it. */
  async goOn(mark: string, number: number): Promise<void> {
    const key = keyOf(number);
    const document = (await Artifact.get(key)) ?? new Artifact({ key, type: "markdown", title: `Document ${key}` });
    document.content = `${document.content.slice(-200)}\n${mark} goes on`;
    await this.#noting(document, () => document.send());
  }

  /** Whatever comes of it, what was stated of it is what is promised. */
  async #noting(document: Artifact, write: () => Promise<unknown>): Promise<void> {
    const { session } = requireContext();
    try {
      await write();
    } finally {
      const element = document.messageId && versionIn(session, document.messageId);
      if (element) this.#watch.wrote(session, element, document.content);
    }
  }
}

/** The element that a message is a version of a document by. */
function versionIn(session: Session, stepId: StepId): Element | undefined {
  return session.state.steps.get(stepId)?.elements.find((element) => toArtifactVersion(element) !== undefined);
}

function keyOf(number: number): string {
  return number % 2 === 0 ? "even" : "odd";
}
