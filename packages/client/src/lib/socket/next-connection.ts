// The connection that takes the place of one that still serves: it is opened beside it, and only when it has the chat's state the other one is
// closed. So a page that is asked to move waits for nothing, however often it is turned away meanwhile.
import type { Attached, ServerNotice } from "@colloquy/protocol";
import type { Connection } from "./connection.ts";
import type { ConnectionListener } from "./frames.ts";

export interface NextConnectionParts {
  /** Opens one by the way that this page goes. */
  readonly open: (listener: ConnectionListener) => Promise<Connection>;
  /** Who hears everything once the new one stands. */
  readonly listener: ConnectionListener;
  /** The first attempt is made at a random moment within this time, so that not everybody comes at once; in milliseconds. */
  readonly withinMs: number;
  /** How long an attempt may take, in milliseconds. */
  readonly attachWithinMs: number;
  /** True when it is the chat that is shown. Another one would have to be told as a loss. */
  readonly isSame: (attached: Attached) => boolean;
  /** It stands: the old one is to be closed. The first state is told right after. */
  readonly onStands: (connection: Connection, attached: Attached) => void;
}

/** The wait after an attempt that was turned away: by the server that goes, most of the time. */
const AGAIN_MS = { least: 50, most: 2_000 } as const;

/** Tries until one stands, or it is stopped. */
export class NextConnection {
  readonly #parts: NextConnectionParts;
  #attempt: Attempt | undefined;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout>;
  #isOver = false;

  constructor(parts: NextConnectionParts) {
    this.#parts = parts;
    this.#timer = setTimeout(() => this.#try(), Math.random() * parts.withinMs);
  }

  /** Nobody wants it any more. */
  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#attempt?.giveUp();
  }

  #try(): void {
    const attempt = new Attempt(this.#parts, {
      onFailed: () => this.#again(),
      onStands: () => {
        this.#isOver = true;
        clearTimeout(this.#timer);
      },
    });
    this.#attempt = attempt;
    this.#timer = setTimeout(() => {
      attempt.giveUp();
      this.#again();
    }, this.#parts.attachWithinMs);
    attempt.begin();
  }

  #again(): void {
    clearTimeout(this.#timer);
    if (this.#isOver) return;
    const least = Math.min(AGAIN_MS.most, AGAIN_MS.least * 2 ** this.#tries++);
    this.#timer = setTimeout(() => this.#try(), least + Math.random() * least);
  }
}

interface AttemptOwner {
  readonly onFailed: () => void;
  readonly onStands: () => void;
}

/** One connection that does not count yet. */
class Attempt implements ConnectionListener {
  readonly #parts: NextConnectionParts;
  readonly #owner: AttemptOwner;
  #connection: Connection | undefined;
  #attached: Attached | undefined;
  /** What was told before it stood. */
  #notices: ServerNotice[] = [];
  #state: "opening" | "stands" | "over" = "opening";

  constructor(parts: NextConnectionParts, owner: AttemptOwner) {
    this.#parts = parts;
    this.#owner = owner;
  }

  begin(): void {
    this.#parts.open(this).then(
      (connection) => {
        if (this.#state === "over") connection.close();
        else this.#connection = connection;
      },
      () => this.lost(),
    );
  }

  giveUp(): void {
    if (this.#state === "stands") return;
    this.#state = "over";
    this.#connection?.close();
  }

  attached(frame: Attached): void {
    if (this.#state === "stands") this.#parts.listener.attached(frame);
    else this.#attached = frame;
  }

  snapshot(frame: Parameters<ConnectionListener["snapshot"]>[0]): void {
    if (this.#stands()) this.#parts.listener.snapshot(frame);
  }

  facts(frame: Parameters<ConnectionListener["facts"]>[0]): void {
    if (this.#stands()) this.#parts.listener.facts(frame);
  }

  notice(frame: ServerNotice): void {
    if (this.#state === "stands") this.#parts.listener.notice(frame);
    else this.#notices.push(frame);
  }

  lost(error?: Parameters<ConnectionListener["lost"]>[0]): void {
    if (this.#state === "stands") this.#parts.listener.lost(error);
    else if (this.#state === "opening") this.#fail();
  }

  /** What comes is the chat's state: from the first on, this is the connection. */
  #stands(): boolean {
    if (this.#state === "stands") return true;
    if (this.#state === "over" || !this.#connection || !this.#attached) return false;
    if (!this.#parts.isSame(this.#attached)) {
      this.#fail();
      return false;
    }
    this.#state = "stands";
    this.#owner.onStands();
    this.#parts.onStands(this.#connection, this.#attached);
    for (const notice of this.#notices) this.#parts.listener.notice(notice);
    this.#notices = [];
    return true;
  }

  #fail(): void {
    this.giveUp();
    this.#owner.onFailed();
  }
}
