// Steps the way Chainlit's client keeps them: merged by id, dropped when their parent is unknown, shown in the order they came.
import { randomUUID } from "node:crypto";

/** A step as it is shown. */
export interface Shown {
  id: string;
  parentId: string | null;
  type: string;
  name: string;
  output: string;
  streaming?: boolean;
  end?: string | null;
}

export class TheirSteps {
  readonly byId = new Map<string, Shown>();
  /** What came before its parent. */
  readonly dropped: Shown[] = [];

  add(step: Shown): void {
    const known = this.byId.get(step.id);
    if (known) Object.assign(known, step);
    else if (step.parentId && !this.byId.has(step.parentId)) this.dropped.push(step);
    else this.byId.set(step.id, { ...step });
  }

  /** With everything below it. */
  remove(id: string): void {
    this.removeBelow(id);
    this.byId.delete(id);
  }

  removeBelow(id: string): void {
    for (const step of [...this.byId.values()]) if (step.parentId === id) this.remove(step.id);
  }

  /** What their page takes away itself when a message is edited: all that is shown after it. */
  removeAfter(id: string): void {
    this.removeBelow(id);
    const roots = [...this.byId.values()].filter(({ parentId }) => !parentId).map((root) => root.id);
    for (const later of roots.slice(roots.indexOf(id) + 1)) this.remove(later);
  }

  append({ id, token, isSequence }: { readonly id: string; readonly token: string; readonly isSequence: boolean }): void {
    const step = this.byId.get(id);
    if (step) step.output = isSequence ? token : step.output + token;
  }
}

/** A message as their page makes it. */
export function toMessage(output: string) {
  return {
    id: randomUUID(),
    threadId: "",
    name: "User",
    type: "user_message",
    output,
    createdAt: new Date().toISOString(),
    metadata: { location: "http://x/" },
  };
}
