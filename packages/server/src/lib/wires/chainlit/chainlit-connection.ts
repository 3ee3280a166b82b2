// One socket of Chainlit's clients: their events become our requests. Events that mean nothing to us are left alone.
import {
  type Ask,
  type AskAnswer,
  assertPlainJson,
  ChatError,
  type ClientRequest,
  decodeRequest,
  type FileKey,
  idSchema,
  isChatError,
  type ModeChoice,
  newId,
  type PageCall,
  parseUntrusted,
  type StepId,
  type ThreadId,
} from "@colloquy/protocol";
import { askChat } from "../../app/ask-chat.ts";
import { addFavourite, listFavourites, removeFavourite, takesFavourites } from "../../app/favourites.ts";
import { toRefused } from "../../app/refusal.ts";
import { modesNow } from "../../app/with-message.ts";
import type { LiveChat } from "../../session/live-chat.ts";
import type { Opened } from "../../session/open-request.ts";
import { Session } from "../../session/session.ts";
import type { SocketDeps } from "../../transport/socket-deps.ts";
import { sourceOf } from "../../transport/source-of.ts";
import { toTheirAsk } from "./ask-to-chainlit.ts";
import type { ChainlitSocket } from "./chainlit-events.ts";
import { ChainlitOutlet } from "./chainlit-outlet.ts";
import { toFileAddress } from "./file-address.ts";
import { parseEdit, parseFavorite, parseFileKeys, parseMessage } from "./requests.ts";
import { fromChainlitSettings, withFieldsInText } from "./settings-from-chainlit.ts";
import { toFavoriteStep } from "./to-chainlit.ts";
import { voiceOf } from "./voice.ts";

type Handler = (payload: unknown) => Promise<void>;

/** Serves one socket of Chainlit's wire. */
export class ChainlitConnection {
  readonly chat: LiveChat;
  readonly #socket: ChainlitSocket;
  readonly #opened: Opened;
  readonly #deps: SocketDeps;
  readonly #address: string;
  readonly #outlet: ChainlitOutlet;
  #begun = false;
  #greeted = false;
  #left = false;
  #saidTooFast = false;

  constructor(
    socket: ChainlitSocket,
    { handle, sessionId, opened }: { readonly handle: string; readonly sessionId: string; readonly opened: Opened },
    deps: SocketDeps,
  ) {
    const { chat } = opened;
    this.chat = chat;
    this.#socket = socket;
    this.#opened = opened;
    this.#deps = deps;
    this.#address = sourceOf(socket.request, deps).address;
    this.#outlet = new ChainlitOutlet(socket, chat, {
      handle,
      clock: deps.clock,
      logger: deps.logger,
      stored: () => (chat instanceof Session ? chat.recorder.flush() : deps.registry.commit(chat.threadId)),
      contentAddress: (key) => toFileAddress(deps.config, key, sessionId),
      onAnswer: (ask, given) => this.#onAnswer(ask, given),
      onResult: (call, value) => this.#onResult(call, value),
    });
    this.#on("connection_successful", async () => {
      this.#greeted = true;
    });
    this.#on("client_message", (payload) => this.#send(payload));
    this.#on("edit_message", (payload) => this.#edit(payload));
    this.#on("stop", () => this.#stop());
    this.#on("fetch_favorites", () => this.#tellFavourites());
    this.#on("message_favorite", (payload) => this.#keep(payload));
    this.#on("window_message", (data) => this.#hear(data));
    this.#on("chat_settings_change", (settings) => this.#settings("changeSettings", settings));
    this.#on("chat_settings_edit", (settings) => this.#settings("editSettings", settings));
    socket.on("clear_session", () => this.#leave());
    socket.on("disconnect", () => this.#gone());
  }

  cut(): void {
    this.#outlet.cut();
  }

  #on(name: string, handler: Handler): void {
    this.#socket.on(name, (...args: unknown[]) => {
      // Their clients ask for no acknowledgement; one that does is not left waiting.
      const reply = args.at(-1);
      void this.#handle(() => handler(args[0])).finally(() => typeof reply === "function" && reply());
    });
  }

  async #handle(work: () => Promise<void>, onRefused?: () => void): Promise<void> {
    if (this.#left) return;
    try {
      // What was sent while the line was down comes before `connection_successful`.
      this.#begin();
      await this.#deps.rates.knock(this.#address);
      await this.#deps.rates.request(this.chat.owner);
      await work();
      this.#saidTooFast = false;
    } catch (error) {
      onRefused?.();
      this.#refuse(error);
    }
  }

  /** Brings the client up to date and joins the session, in one go. */
  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const { chat } = this;
    if (!chat.isOpen) {
      this.#outlet.closed();
      return;
    }
    const older = [...chat.outlets].filter(
      (outlet): outlet is ChainlitOutlet => outlet instanceof ChainlitOutlet && outlet.handle === this.#outlet.handle,
    );
    // The view is shared: from here on only this socket may write to it.
    for (const outlet of older) outlet.dispose();
    const { how, refused } = this.#opened;
    const begun = how === "new" && this.#opened.chat.started;
    this.#outlet.begin({ how: begun ? "live" : how, refused });
    this.#deps.registry.attach(chat, this.#outlet);
    for (const outlet of older) outlet.replace();
  }

  async #send(payload: unknown): Promise<void> {
    const files = await this.#known(parseFileKeys(payload));
    const message = { ...parseMessage(payload), ...(files.length > 0 && { files }) };
    await this.#deps.rates.message(this.chat.owner);
    this.#expect(message.id);
    // An ask waits: what its client sends as a message is the answer, as after a reconnect that lost the acknowledgement.
    const ask = [...this.chat.state.asks.values()].at(-1);
    if (ask?.kind === "text" && message.command === undefined && !this.chat.state.steps.has(message.id))
      await this.#dispatch({
        type: "answerAsk",
        askId: ask.id,
        answer: { kind: "text", stepId: message.id, text: message.text, ...(files.length > 0 && { files }) },
      });
    else {
      await this.#selectModes(message.modes);
      await this.#dispatch({ type: "sendMessage", message });
    }
  }

  /** Their client sends what it has; what is not there any more is passed over. */
  async #known(keys: readonly FileKey[]): Promise<FileKey[]> {
    const { threadId } = this.chat;
    const rows = await Promise.all(keys.map((key) => this.#deps.files.find(threadId, key)));
    return rows.flatMap((row) => (row ? [row.key] : []));
  }

  async #edit(payload: unknown): Promise<void> {
    const { view } = this.#outlet;
    const { editedId, message } = parseEdit(payload, newId());
    // The version before may itself be an edit, under the same old name.
    const before = view.toOurs(editedId);
    const request = decodeRequest({ type: "editMessage", messageId: before, message });
    try {
      await this.#deps.rates.message(this.chat.owner);
      view.alias(message.id, editedId);
      await this.#dispatch(request);
    } catch (error) {
      view.unalias(message.id, editedId);
      if (before !== editedId) view.alias(before, editedId);
      // The client has taken away everything below the message already.
      this.#outlet.restore();
      throw error;
    }
  }

  /** Keeps a message, or keeps it no more. Where there are no favourites their page shows no stars. */
  async #keep(payload: unknown): Promise<void> {
    const { id, threadId, kept } = parseFavorite(payload);
    const deps = this.#deps;
    const { threadId: here, owner } = this.chat;
    if (!takesFavourites(deps)) return;
    const stepId = this.#outlet.view.toOurs(id);
    // What is to be kept is in this chat; what is listed may be of any.
    const { data: listed } = parseUntrusted(idSchema<ThreadId>(), threadId);
    try {
      if (kept) await addFavourite(deps, { id: here, owner }, stepId);
      else await removeFavourite(deps, { id: listed ?? here, owner }, stepId);
    } finally {
      // Their page shows already what it asked for.
      await this.#tellFavourites();
    }
  }

  async #tellFavourites(): Promise<void> {
    if (!takesFavourites(this.#deps)) return;
    const kept = await listFavourites(this.#deps, this.chat.owner);
    this.#socket.emit("set_favorites", kept.map(toFavoriteStep));
  }

  async #stop(): Promise<void> {
    this.#outlet.stop();
    // Their client shows no queue in which something could be held: what waits goes on.
    await this.#dispatch({ type: "stopTurn", queue: "run" });
  }

  #onAnswer(ask: Ask, given: unknown): void {
    const answer = async () => {
      // As with Chainlit itself: nothing is no answer, and the question is over.
      if (!given || (Array.isArray(given) && given.length === 0)) {
        await this.#deps.registry.expireAsk(this.chat, ask.id);
        return;
      }
      assertPlainJson(given);
      await this.#answer(ask, given);
    };
    // Its acknowledgement is used up, whatever was wrong: also that too much came at once.
    void this.#handle(answer, () => this.#outlet.askAgain());
  }

  async #answer(ask: Ask, given: unknown): Promise<void> {
    const { spec, read } = toTheirAsk(ask, voiceOf(this.chat).language);
    // What they wrote as the answer to a question of ours is in the question from here on, and no message.
    if (spec.type === "text" && ask.kind !== "text") this.#outlet.takeBack(String((given as { readonly id?: unknown }).id));
    const answer = await this.#withFiles(read(given), given);
    if (!answer) throw new ChatError("BAD_REQUEST", "This is no answer to the question.");
    await this.#deps.rates.message(this.chat.owner);
    if (answer.kind === "text") this.#expect(answer.stepId);
    await this.#dispatch(decodeRequest({ type: "answerAsk", askId: ask.id, answer }));
  }

  /** Files that were sent along with words. */
  async #withFiles(answer: AskAnswer | undefined, given: unknown): Promise<AskAnswer | undefined> {
    if (answer?.kind !== "text") return answer;
    const files = await this.#known(parseFileKeys(given));
    return files.length > 0 ? { ...answer, files } : answer;
  }

  #onResult(call: PageCall, value: unknown): void {
    void this.#handle(async () => {
      const result = value === undefined ? { ok: true } : { ok: true, value };
      try {
        await this.#dispatch(decodeRequest({ type: "answerCall", callId: call.id, result }));
      } catch (error) {
        // Another page was faster.
        if (!isChatError(error) || error.code !== "ASK_CLOSED") throw error;
      }
    });
  }

  /** Their page passes on all that it hears, also from extensions of the browser: what cannot be taken is nobody's business in the chat. */
  async #hear(data: unknown): Promise<void> {
    try {
      await this.#dispatch(decodeRequest({ type: "sendWindowMessage", data }));
    } catch (error) {
      if (!isChatError(error)) throw error;
      const { id: sessionId, threadId } = this.chat;
      this.#deps.logger.info({ code: error.code, sessionId, threadId }, "a window message was not taken");
    }
  }

  /** The client shows what it sent. Unless it was given the whole thread meanwhile: then its own copy may be gone, and telling it twice is harmless. */
  #expect(stepId: StepId): void {
    if (this.#greeted && !this.#outlet.view.needsThread && !this.chat.state.steps.has(stepId)) this.#outlet.view.addOwn(stepId);
  }

  async #settings(type: "changeSettings" | "editSettings", given: unknown): Promise<void> {
    const { settingsForm } = this.chat.state.surface;
    try {
      assertPlainJson(given);
      this.#outlet.surface.expectSettings(type === "changeSettings");
      await this.#dispatch(decodeRequest({ type, settings: fromChainlitSettings(settingsForm, given) }));
    } catch (error) {
      if (!isChatError(error)) throw error;
      // Their clients keep forms of chats that had some.
      if (error.code === "NOT_SUPPORTED") return;
      // The client shows what it sent as if it were saved.
      if (error.code === "INVALID_VALUES") this.#outlet.surface.showSettings();
      throw withFieldsInText(error, settingsForm);
    } finally {
      this.#outlet.surface.expectSettings(false);
    }
  }

  /** Their pickers say what was chosen in them only with a message. */
  async #selectModes(modes: ModeChoice = {}): Promise<void> {
    const now = modesNow(this.chat.state.surface);
    if (Object.entries(modes).some(([id, option]) => now[id] !== option)) await this.#dispatch({ type: "selectModes", modes });
  }

  async #dispatch(request: ClientRequest): Promise<void> {
    const { registry, driver, limits, clock } = this.#deps;
    await askChat({ chat: this.chat, registry, driver, limits, clock, leave: () => this.#leave() }, request);
  }

  #refuse(error: unknown): void {
    if (this.#left || !this.#socket.connected) return;
    const { logger, dev } = this.#deps;
    const known = toRefused(error, { logger, dev, facts: { sessionId: this.chat.id } });
    if (known.code === "OVERLOADED") {
      // A flood is answered once.
      if (this.#saidTooFast) return;
      this.#saidTooFast = true;
    }
    this.#outlet.refuse(known);
  }

  #leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#outlet.dispose();
    this.#deps.registry.detach(this.chat, this.#outlet, true);
  }

  #gone(): void {
    this.#outlet.dispose();
    if (!this.#left) this.#deps.registry.detach(this.chat, this.#outlet, false);
  }
}
