// The elements that a client of Chainlit's was told of. It takes none away by itself: not with their message, and not for a newer version.
import { type Element, type ElementId, type StepId, type TurnId, toArtifactVersion } from "@colloquy/protocol";

/** What an element goes with. */
interface Told {
  readonly forId: StepId | undefined;
  readonly turnId: TurnId | undefined;
  /** For a version of a document, which one it is of. */
  readonly document: string | undefined;
}

/** One client's elements. */
export class ToldElements {
  readonly #told = new Map<ElementId, Told>();
  /** Of each document the version that the client has. */
  readonly #documents = new Map<string, ElementId>();

  clear(): void {
    this.#told.clear();
    this.#documents.clear();
  }

  has(id: ElementId): boolean {
    return this.#told.has(id);
  }

  /** The element was sent. Answers the older version of the same document, which goes. */
  add(element: Element, turnId: TurnId | undefined): ElementId | undefined {
    const document = toArtifactVersion(element)?.key;
    this.#told.set(element.id, { forId: element.forId, turnId, document });
    if (document === undefined) return undefined;
    const older = this.#documents.get(document);
    this.#documents.set(document, element.id);
    if (older === undefined || older === element.id) return undefined;
    this.#told.delete(older);
    return older;
  }

  delete(id: ElementId): void {
    const document = this.#told.get(id)?.document;
    this.#told.delete(id);
    if (document !== undefined && this.#documents.get(document) === id) this.#documents.delete(document);
  }

  /** Takes out those whose message or turn is gone. */
  takeGone(isGone: (place: { readonly forId: StepId; readonly turnId: TurnId | undefined }) => boolean): ElementId[] {
    const gone = [...this.#told].filter(([, { forId, turnId }]) => forId && isGone({ forId, turnId })).map(([id]) => id);
    for (const id of gone) this.delete(id);
    return gone;
  }
}
