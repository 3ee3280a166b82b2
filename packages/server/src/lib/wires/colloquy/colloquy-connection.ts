// One connection of our own client: facts with cursors out, requests with acknowledgements in.
import {
  type AttachRequest,
  type Audience,
  type ChatError,
  type Cursor,
  isVisible,
  projectEvent,
  projectSnapshot,
  type RequestReply,
  type ServerEvent,
  type ServerNotice,
  type StepId,
  TextFrameWriter,
  toCursor,
  toSnapshot,
} from "@colloquy/protocol";
import { toRefused } from "../../app/refusal.ts";
import type { CutReason } from "../../auth/sign-in-connections.ts";
import type { LiveChat } from "../../session/live-chat.ts";
import type { Opened } from "../../session/open-request.ts";
import type { Outlet } from "../../session/outlet.ts";
import { ownAudience } from "../../transport/own-audience.ts";
import type { PageConnection } from "../../transport/pages.ts";
import type { SocketDeps } from "../../transport/socket-deps.ts";
import { answerRequest } from "./answer-request.ts";
import type { ClientLine, LineListener } from "./client-line.ts";
import { FrameBuffer } from "./frame-buffer.ts";
import { toRuns } from "./runs.ts";

/** How a client came: over which line, from where, and what it wants. */
export interface Arrival {
  readonly line: ClientLine;
  readonly address: string;
  readonly attach: AttachRequest;
}

/** What a connection needs of the server. */
export type ConnectionDeps = Pick<SocketDeps, "registry" | "driver" | "limits" | "rates" | "tokens" | "dev" | "logger" | "pages" | "clock">;

/** Serves one client of our protocol. */
export class ColloquyConnection implements Outlet, PageConnection, LineListener {
  readonly supports = new Set(["streaming", "asking"] as const);
  readonly pageId: string;
  #chat: LiveChat;
  readonly #line: ClientLine;
  readonly #deps: ConnectionDeps;
  readonly #address: string;
  #audience: Audience;
  /** How much of the work the client was shown last. */
  #cot: Audience["cot"];
  readonly #buffer = new FrameBuffer();
  readonly #texts = new TextFrameWriter();
  #left = false;
  /** Until the client knows where it is, it is sent nothing. */
  #moving = false;

  constructor({ line, address, attach }: Arrival, opened: Opened, deps: ConnectionDeps) {
    this.#line = line;
    this.#deps = deps;
    this.#address = address;
    this.pageId = attach.pageId;
    this.#chat = opened.chat;
    this.#audience = ownAudience(opened.chat);
    this.#cot = this.#audience.cot;
    line.listen(this);
  }

  get session(): LiveChat {
    return this.#chat;
  }

  /** Tells the client where it is and what it missed, then joins the session. */
  async begin(attach: AttachRequest, { refused }: Opened): Promise<void> {
    if (attach.cursor && !refused) await this.#chat.reachBack?.(attach.cursor);
    await this.#sayAttached(refused && this.#toError(refused));
    if (!this.#line.open) return;
    const missed = attach.cursor && !refused ? this.#chat.log.replay(this.#chat.state, attach.cursor) : undefined;
    // What its settings show may have changed: facts would not tell of what was hidden before.
    if (missed && !missed.some(changesSettings)) this.#sendMissed(missed);
    else this.#sendSnapshot();
    this.#deps.registry.attach(this.#chat, this);
  }

  /** Where the client is, and with which handle it comes back. */
  async #sayAttached(refused?: ChatError): Promise<void> {
    const { id: sessionId, threadId, owner } = this.#chat;
    const handle = await this.#deps.tokens.signHandle({ sessionId, owner, threadId });
    if (!this.#line.open) return;
    const where = { sessionId, threadId, epoch: this.#chat.state.epoch };
    this.#line.say("attached", [{ ...where, handle, now: this.#chat.now(), ...(refused && { refused: refused.toJSON() }) }]);
  }

  /** Another copy of the chat stands behind the connection: the client is told where it is now, and all of it. */
  moved(chat: LiveChat): void {
    this.#chat = chat;
    this.#audience = ownAudience(chat);
    this.#cot = this.#audience.cot;
    // What waits was meant for the state before.
    this.#buffer.lap();
    this.#moving = true;
    void this.#sayAttached().finally(() => {
      this.#moving = false;
      this.#flush();
    });
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
    this.#line.close();
  }

  notify(notice: ServerNotice): void {
    this.#line.say("notice", [notice]);
  }

  moveOn(withinMs: number): void {
    this.notify({ type: "server-leaving", withinMs });
  }

  /** Its person is no longer who they were; what is shown stays until they come back. */
  cut(reason: CutReason): void {
    this.notify({ type: reason });
    this.#line.close();
  }

  /** A newer connection of the same page took over. */
  replace(): void {
    this.notify({ type: "replaced" });
    this.#line.close();
  }

  drained(): void {
    this.#flush();
  }

  gone(): void {
    this.#deps.pages.delete(this);
    if (!this.#left) this.#deps.registry.detach(this.#chat, this, false);
  }

  /** The client goes to another chat, and means it. */
  leave(): void {
    this.#left = true;
    this.#deps.registry.detach(this.#chat, this, true);
  }

  async request(raw: unknown): Promise<RequestReply> {
    try {
      await this.#count();
      return await answerRequest(raw, { chat: this.#chat, leave: () => this.leave() }, this.#deps);
    } catch (error) {
      return { ok: false, error: this.#toError(error).toJSON() };
    }
  }

  /** What asks too often whether we live is left to find out by itself. */
  alive(): Promise<string | undefined> {
    return this.#count().then(
      () => this.#chat.now(),
      () => undefined,
    );
  }

  #flush(): void {
    if (this.#buffer.empty || this.#moving || !this.#line.idle) return;
    const { lapped } = this.#buffer;
    const events = this.#buffer.take();
    if (lapped) this.#sendSnapshot();
    else this.#tell(events);
  }

  #tell(events: readonly ServerEvent[]): void {
    const [only] = events;
    if (only?.type === "step-text" && events.length === 1) {
      this.#line.say("t", this.#texts.write([only]));
      return;
    }
    const { epoch, seq } = this.#chat.state;
    const runs = toRuns(events);
    // Only who has all of them is as far as the state. Texts alone move no cursor: what comes twice changes nothing twice.
    const last = runs.some((run) => "facts" in run) ? runs.at(-1) : undefined;
    for (const run of runs) {
      const moves = run === last ? this.#toCursor : undefined;
      if ("texts" in run) this.#line.say("t", this.#texts.write(run.texts), moves);
      // What this client may not see has numbers too: the last frame takes its cursor over them. One before must not, for it may be the last that arrives.
      else this.#line.say("facts", [{ epoch, seq: run.isLast ? seq : (run.facts.at(-1)?.seq ?? 0), facts: [...run.facts] }], moves);
    }
  }

  /** In one frame: the client must have all of it, or come back with the cursor it had. */
  #sendMissed(events: readonly ServerEvent[]): void {
    const { epoch, seq } = this.#chat.state;
    this.#line.say("facts", [{ epoch, seq, facts: this.#project(events) }], this.#toCursor);
  }

  #sendSnapshot(): void {
    this.#line.say("snapshot", [projectSnapshot(toSnapshot(this.#chat.state), this.#audience)], this.#toCursor);
  }

  /** How far a client is that has been told everything; of what it may not see it learns not even the ids. */
  readonly #toCursor = (): Cursor => {
    const { state } = this.#chat;
    const { open, ...rest } = toCursor(state);
    const isShown = (id: string) => isVisible(state.steps.get(id as StepId)?.step.type ?? "undefined", this.#audience);
    return { ...rest, open: Object.fromEntries(Object.entries(open).filter(([id]) => isShown(id))) };
  };

  #project(events: readonly ServerEvent[]): ServerEvent[] {
    const shown: ServerEvent[] = [];
    for (const event of events) {
      const seen = projectEvent(event, this.#audience, this.#chat.state);
      if (seen) shown.push(seen);
    }
    return shown;
  }

  async #count(): Promise<void> {
    const { rates } = this.#deps;
    await rates.knock(this.#address);
    await rates.request(this.#chat.owner);
  }

  #toError(error: unknown): ChatError {
    const { logger, dev } = this.#deps;
    return toRefused(error, { logger, dev, facts: { sessionId: this.#chat.id } });
  }
}

function changesSettings(event: ServerEvent): boolean {
  return event.type === "surface-set" && event.surface.overrides !== undefined;
}
