// The open connections of each sign-in, so that they can be cut when it ends.

/** Why a connection is cut: its sign-in is over, or its visitor has signed in and must come back as who they are. */
export type CutReason = "signed-out" | "signed-in";

type Cut = (reason: CutReason) => void;

export class SignInConnections {
  readonly #bySignIn = new Map<string, Set<Cut>>();

  /** The sign-ins with open connections. */
  get ids(): string[] {
    return [...this.#bySignIn.keys()];
  }

  /** Returns the way out. */
  add(signInId: string, cut: Cut): () => void {
    const connections = this.#bySignIn.get(signInId) ?? new Set();
    this.#bySignIn.set(signInId, connections.add(cut));
    return () => {
      if (connections.delete(cut) && connections.size === 0 && this.#bySignIn.get(signInId) === connections)
        this.#bySignIn.delete(signInId);
    };
  }

  cut(signInId: string, reason: CutReason): void {
    const connections = this.#bySignIn.get(signInId);
    this.#bySignIn.delete(signInId);
    for (const cut of [...(connections ?? [])]) cut(reason);
  }
}
