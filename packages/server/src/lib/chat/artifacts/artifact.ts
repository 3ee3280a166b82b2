// An artifact: a document that the app writes and the person may edit, with all its versions. See protocol/artifact.ts for its form.
import {
  ARTIFACT_TYPES,
  type ArtifactType,
  type ArtifactVersion,
  ChatError,
  type ElementId,
  MAX_ARTIFACT_KEY,
  newId,
  type StepId,
} from "@colloquy/protocol";
import { check, checkOptions, iterable, type Kind, object, oneOf, text } from "../../check-given.ts";
import { type ChatContext, requireContext } from "../../session/context.ts";
import type { Session } from "../../session/session.ts";
import { StepWriter } from "../step-writer.ts";
import { streamInto } from "../stream-into.ts";
import { artifactLanguage } from "./artifact-language.ts";
import { nextVersion, versionsOnPath } from "./artifact-versions.ts";
import { readStepText } from "./read-step-text.ts";

/** What a new artifact is made of. */
export interface ArtifactOptions {
  /** Names the document in its chat: what is sent under the same key is its next version. At most 200 characters. */
  readonly key: string;
  /** What the person reads above it. Default: the key. */
  readonly title?: string;
  /** How it is shown: what can run (`html`, `svg`, `react`) runs in a frame that reaches neither the page nor the network. */
  readonly type: ArtifactType;
  /** The whole document. Default "", to be streamed into. */
  readonly content?: string;
  /** For `type: "code"`: which language it is in. */
  readonly language?: string;
  /** Who speaks. Default: the app's name. */
  readonly author?: string;
}

/** The version that is being written. */
interface OpenVersion {
  readonly stepId: StepId;
  readonly version: number;
  readonly writer: StepWriter;
  readonly createdAt: string;
  readonly parentId: StepId | undefined;
}

/**
 * A document beside the chat: a page, a program, a drawing. It has versions; the person reads, edits, compares and restores them.
 * Stream into it, or give it its content, then `send()` it. Each time that is done again makes the next version.
 *
 * @example
 * const page = new Artifact({ key: "page", title: "Landing page", type: "html" });
 * await page.streamFrom(model);
 *
 * @throws NO_CHAT_CONTEXT outside of a chat. Calls throw an AbortError once the person has stopped the turn; let it pass.
 */
export class Artifact {
  /** Names the document in its chat. */
  readonly key: string;
  /** How it is shown. */
  readonly type: ArtifactType;
  /** What the person reads above it. Another title shows with the next version. */
  title: string;
  /** Which language it is in, for `type: "code"`. */
  language: string | undefined;
  /** Who speaks. */
  author: string;
  #content: string;
  #sent: string | undefined;
  #latest: { readonly version: number; readonly stepId: StepId; readonly by: "app" | "person" } | undefined;
  #open: OpenVersion | undefined;

  constructor(options: ArtifactOptions) {
    check("Artifact", "the options", options, object, HOW);
    checkOptions("Artifact", options, OPTIONS, HOW);
    check("Artifact", "key", options.key, keyKind, HOW);
    check("Artifact", "type", options.type, oneOf(...ARTIFACT_TYPES), HOW);
    const { session } = requireContext();
    this.key = options.key;
    this.type = options.type;
    this.title = options.title ?? options.key;
    this.language = options.language;
    this.author = options.author ?? session.config.assistantName;
    this.#content = options.content ?? "";
  }

  /** The whole document, as sent or streamed so far. Setting it shows after `send()`, as the next version. */
  get content(): string {
    return this.#content;
  }

  set content(value: string) {
    check("Artifact", "content", value, text);
    this.#content = value;
  }

  /** The number of the newest version that this object knows; 0 until something was sent. */
  get version(): number {
    return this.#open?.version ?? this.#latest?.version ?? 0;
  }

  /** Who wrote that version: the app, or the person. */
  get by(): "app" | "person" {
    return this.#latest?.by ?? "app";
  }

  /** The message in the chat that stands for that version; undefined until something was sent. */
  get messageId(): StepId | undefined {
    return this.#open?.stepId ?? this.#latest?.stepId;
  }

  /** Shows the document as its next version, or closes the stream into it. What has not changed makes no version. */
  async send(): Promise<this> {
    this.#leaveOldTurn();
    if (!this.#open) {
      if (this.#sent === this.#content) return this;
      await this.#begin();
    }
    this.#close();
    return this;
  }

  /** The same as `send()`. */
  async update(): Promise<this> {
    return this.send();
  }

  /** Appends to the version that is open; the first piece after `send()` begins the next version, which is empty before it. */
  async streamToken(token: string): Promise<void> {
    check("streamToken", "token", token, text, "Give it the text of the piece, as String(piece).");
    if (token === "") return;
    this.#leaveOldTurn();
    if (!this.#open) {
      if (this.#sent !== undefined) this.#content = "";
      await this.#begin();
    }
    const { writer, stepId } = this.#opened();
    writer.assertLive();
    writer.append(stepId, "output", token);
    this.#content += token;
    const wait = writer.breathe();
    if (wait) await wait;
  }

  /** Streams everything an iterable gives as one version, and closes it: also when it fails or the person stops it. */
  async streamFrom(source: AsyncIterable<string> | Iterable<string>): Promise<this> {
    check("streamFrom", "the source", source, iterable, "Give it an iterable of texts, as the stream of a model.");
    const { session, turnId } = requireContext();
    const signal = session.turns.get(turnId)?.signal;
    try {
      await streamInto(source, (token) => this.streamToken(token), signal);
    } catch (error) {
      if (this.#open && !signal?.aborted) this.#close();
      throw error;
    }
    return this.send();
  }

  /** The newest version of a document on the branch that the person reads, with what they edited; undefined when there is none. */
  static async get(key: string): Promise<Artifact | undefined> {
    check("Artifact.get", "key", key, keyKind);
    const { session } = requireContext();
    const version = (await versionsOnPath(session)).findLast((other) => other.key === key);
    return version && Artifact.#from(session, version);
  }

  /** The newest version of every document on the branch that the person reads, in the order of those versions. */
  static async list(): Promise<Artifact[]> {
    const { session } = requireContext();
    const newest = new Map<string, ArtifactVersion>();
    for (const version of await versionsOnPath(session)) {
      newest.delete(version.key);
      newest.set(version.key, version);
    }
    return Promise.all([...newest.values()].map((version) => Artifact.#from(session, version)));
  }

  static async #from(session: Session, version: ArtifactVersion): Promise<Artifact> {
    const artifact = new Artifact({
      key: version.key,
      type: version.type,
      title: version.title,
      content: await readStepText(session, version.stepId),
      ...(version.language !== undefined && { language: version.language }),
    });
    artifact.#sent = artifact.#content;
    artifact.#latest = { version: version.version, stepId: version.stepId, by: version.by };
    return artifact;
  }

  /** Takes the content that the person wrote as a version of theirs. @internal */
  static async edited(
    base: ArtifactVersion,
    edit: { readonly stepId: StepId; readonly content: string; readonly author: string; readonly restoredFrom?: number | undefined },
  ): Promise<Artifact> {
    const artifact = new Artifact({
      key: base.key,
      type: base.type,
      title: base.title,
      content: edit.content,
      author: edit.author,
      ...(base.language !== undefined && { language: base.language }),
    });
    await artifact.#begin({ stepId: edit.stepId, by: "person", restoredFrom: edit.restoredFrom });
    artifact.#close("person");
    artifact.author = requireContext().session.config.assistantName;
    return artifact;
  }

  /** A version whose turn ended while it was written is over: what comes in a later turn is the next one. */
  #leaveOldTurn(): void {
    if (!this.#open || this.#open.writer.turnId === requireContext().turnId) return;
    this.#latest = { version: this.#open.version, stepId: this.#open.stepId, by: "app" };
    this.#sent ??= "";
    this.#open = undefined;
  }

  #opened(): OpenVersion {
    if (!this.#open) throw new ChatError("INTERNAL");
    return this.#open;
  }

  /** States the next version as a message that is still written, and the element that says what it is. */
  async #begin(
    given: { readonly stepId?: StepId; readonly by?: "app" | "person"; readonly restoredFrom?: number | undefined } = {},
  ): Promise<void> {
    const context = requireContext();
    const { session } = context;
    await session.ensureName(this.author);
    const version = await nextVersion(session, this.key);
    const stepId = given.stepId ?? newId<StepId>();
    const writer = new StepWriter(context);
    if (this.#content !== "") writer.assign("output", this.#content);
    this.#open = { stepId, version, writer, createdAt: session.now(), parentId: context.parentStepId };
    this.#state(undefined);
    session.emit({ type: "element-set", element: this.#element(context, stepId, version, given) });
  }

  #close(by: "app" | "person" = "app"): void {
    const { stepId, version, writer } = this.#opened();
    this.#state(writer.session.now());
    this.#open = undefined;
    this.#latest = { version, stepId, by };
    this.#sent = this.#content;
  }

  #state(end: string | undefined): void {
    const { stepId, writer, createdAt, parentId } = this.#opened();
    // Clients that know no artifacts show it as what it is: code, or Markdown.
    const language = artifactLanguage(this.type, this.language);
    writer.assign("output", this.#content);
    writer.state({
      id: stepId,
      turnId: writer.turnId,
      type: "assistant_message",
      name: this.author,
      createdAt,
      ...(language !== undefined && { language }),
      ...(parentId && { parentId }),
      ...(end !== undefined && { end }),
    });
  }

  #element(
    { turnId }: ChatContext,
    stepId: StepId,
    version: number,
    { by = "app", restoredFrom }: { readonly by?: "app" | "person"; readonly restoredFrom?: number | undefined },
  ) {
    const { createdAt } = this.#opened();
    const props = { key: this.key, type: this.type, version, by, turnId, createdAt, ...(restoredFrom !== undefined && { restoredFrom }) };
    return {
      id: newId<ElementId>(),
      forId: stepId,
      type: "artifact" as const,
      name: this.title,
      display: "side" as const,
      ...(this.language !== undefined && { language: this.language }),
      props,
    };
  }
}

const OPTIONS: Readonly<Record<keyof ArtifactOptions, Kind>> = {
  key: text,
  title: text,
  type: text,
  content: text,
  language: text,
  author: text,
};
const HOW = 'Write new Artifact({ key: "report", title: "Report", type: "markdown" }).';

const keyKind: Kind = {
  words: `a text of 1 to ${MAX_ARTIFACT_KEY} characters`,
  fits: (value) => typeof value === "string" && value.length > 0 && value.length <= MAX_ARTIFACT_KEY,
};
