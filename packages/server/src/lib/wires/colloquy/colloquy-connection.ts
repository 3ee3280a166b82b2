// One connection of our own client: facts with cursors out, requests with acknowledgements in.
import {
  type AttachRequest,
  type Audience,
  type ChatError,
  type ClientFrames,
  type ClientRequest,
  decodeRequest,
  projectEvent,
  projectSnapshot,
  type RequestReply,
  type ServerEvent,
  type ServerFrames,
  type ServerNotice,
  TextFrameWriter,
  toSnapshot,
} from "@colloquy/protocol";
import type { Socket } from "socket.io";
import { dispatch } from "../../app/dispatch.ts";
import { toRefused } from "../../app/refusal.ts";
import type { CutReason } from "../../auth/sign-in-connections.ts";
import type { Opened } from "../../session/open-request.ts";
import type { Outlet } from "../../session/outlet.ts";
import type { Session } from "../../session/session.ts";
import { Line } from "../../transport/line.ts";
import { ownAudience } from "../../transport/own-audience.ts";
import { emitShort } from "../../transport/short-event.ts";
import type { SocketDeps } from "../../transport/socket-deps.ts";
import { sourceOf } from "../../transport/source-of.ts";
import { FrameBuffer } from "./frame-buffer.ts";
import { toRuns } from "./runs.ts";

export type ColloquySocket = Socket<ClientFrames, ServerFrames>;

/** Serves one socket of our protocol. */
export class ColloquyConnection implements Outlet {
  readonly supports = new Set(["streaming", "asking"] as const);
  readonly pageId: string;
  readonly session: Session;
  readonly #socket: ColloquySocket;
  readonly #deps: SocketDeps;
  readonly #address: string;
  readonly #audience: Audience;
  /** How much of the work the client was shown last. */
  #cot: Audience["cot"];
  readonly #line: Line;
  readonly #buffer = new FrameBuffer();
  readonly #texts = new TextFrameWriter();
  #left = false;

  constructor(socket: ColloquySocket, attach: AttachRequest, opened: Opened, deps: SocketDeps) {
    this.#socket = socket;
    this.#deps = deps;
    this.#address = sourceOf(socket.request, deps).address;
    this.pageId = attach.pageId;
    this.session = opened.session;
    this.#audience = ownAudience(opened.session);
    this.#cot = this.#audience.cot;
    this.#line = new Line(socket, () => this.#flush());
    socket.on("request", (request, reply) => void this.#answer(request, reply));
    socket.on("alive", (reply) => void this.#tellAlive(reply));
    socket.on("disconnect", () => this.#gone());
  }

  /** Tells the client where it is and what it missed, then joins the session. */
  async begin(attach: AttachRequest, opened: Opened): Promise<void> {
    const { session } = this;
    const handle = await this.#deps.tokens.signHandle({ sessionId: session.id, owner: session.owner });
    if (!this.#socket.connected) return;
    const { refused } = opened;
    this.#socket.emit("attached", {
      sessionId: session.id,
      threadId: session.threadId,
      epoch: session.state.epoch,
      handle,
      now: session.now(),
      ...(refused && { refused: this.#toError(refused).toJSON() }),
    });
    const missed = attach.cursor && !refused ? session.log.replay(session.state, attach.cursor) : undefined;
    // What its settings show may have changed: facts would not tell of what was hidden before.
    if (missed && !missed.some(changesSettings)) this.#sendMissed(missed);
    else this.#sendSnapshot();
    this.#deps.registry.attach(session, this);
  }

  send(events: readonly ServerEvent[]): void {
    if (this.#cot !== this.#audience.cot) {
      this.#cot = this.#audience.cot;
      this.#buffer.lap();
      this.#flush();
      return;
    }
    if (this.#line.idle && this.#buffer.empty) {
      this.#tell(this.#project(events));
      return;
    }
    this.#buffer.push(this.#project(events), performance.now());
  }

  closed(): void {
    this.#socket.disconnect(true);
  }

  notify(notice: ServerNotice): void {
    this.#socket.emit("notice", notice);
  }

  /** Its person is no longer who they were; what is shown stays until they come back. */
  cut(reason: CutReason): void {
    this.notify({ type: reason });
    this.#socket.disconnect(true);
  }

  /** A newer connection of the same page took over. */
  replace(): void {
    this.notify({ type: "replaced" });
    this.#socket.disconnect(true);
  }

  #flush(): void {
    if (this.#buffer.empty || !this.#line.idle) return;
    const { lapped } = this.#buffer;
    const events = this.#buffer.take();
    if (lapped) this.#sendSnapshot();
    else this.#tell(events);
  }

  #tell(events: readonly ServerEvent[]): void {
    const [only] = events;
    if (only?.type === "step-text" && events.length === 1) {
      emitShort(this.#socket, "t", this.#texts.write([only]));
      return;
    }
    const { epoch, seq } = this.session.state;
    for (const run of toRuns(events)) {
      if ("texts" in run) emitShort(this.#socket, "t", this.#texts.write(run.texts));
      // What this client may not see has numbers too: the last frame takes its cursor over them. One before must not, for it may be the last that arrives.
      else this.#socket.emit("facts", { epoch, seq: run.isLast ? seq : (run.facts.at(-1)?.seq ?? 0), facts: [...run.facts] });
    }
  }

  /** In one frame: the client must have all of it, or come back with the cursor it had. */
  #sendMissed(events: readonly ServerEvent[]): void {
    const { epoch, seq } = this.session.state;
    this.#socket.emit("facts", { epoch, seq, facts: this.#project(events) });
  }

  #sendSnapshot(): void {
    this.#socket.emit("snapshot", projectSnapshot(toSnapshot(this.session.state), this.#audience));
  }

  #project(events: readonly ServerEvent[]): ServerEvent[] {
    const shown: ServerEvent[] = [];
    for (const event of events) {
      const seen = projectEvent(event, this.#audience, this.session.state);
      if (seen) shown.push(seen);
    }
    return shown;
  }

  async #answer(raw: unknown, reply: unknown): Promise<void> {
    const respond = (answer: RequestReply): void => {
      if (typeof reply === "function") reply(answer);
    };
    try {
      const { driver, limits } = this.#deps;
      await this.#count();
      const request = decodeRequest(raw);
      await this.#countKind(request.type);
      respond(await dispatch({ session: this.session, driver, limits, leave: () => this.#leave() }, request));
    } catch (error) {
      respond({ ok: false, error: this.#toError(error).toJSON() });
    }
  }

  /** What asks too often whether we live is left to find out by itself. */
  async #tellAlive(reply: unknown): Promise<void> {
    const isHeard = await this.#count().then(
      () => true,
      () => false,
    );
    if (isHeard && typeof reply === "function") reply(this.session.now());
  }

  async #count(): Promise<void> {
    const { rates } = this.#deps;
    await rates.knock(this.#address);
    await rates.request(this.session.owner);
  }

  /** What costs more than a request has limits of its own. */
  async #countKind(type: ClientRequest["type"]): Promise<void> {
    const { rates } = this.#deps;
    const { owner } = this.session;
    if (type === "sendMessage" || type === "editMessage") await rates.message(owner);
    else if (type === "updateElement" || type === "deleteElement") await rates.elementChange(owner);
    else if (type === "callAction") await rates.elementCall(owner);
  }

  #toError(error: unknown): ChatError {
    const { logger, dev } = this.#deps;
    return toRefused(error, { logger, dev, facts: { sessionId: this.session.id } });
  }

  #leave(): void {
    this.#left = true;
    this.#deps.registry.detach(this.session, this, true);
  }

  #gone(): void {
    this.#line.dispose();
    this.#deps.pages.delete(this);
    if (!this.#left) this.#deps.registry.detach(this.session, this, false);
  }
}

function changesSettings(event: ServerEvent): boolean {
  return event.type === "surface-set" && event.surface.overrides !== undefined;
}
