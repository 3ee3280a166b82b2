// A small chat for the tests of relays: an owner that says things, and a copy that folds what it hears and notes what cannot be.
import { newId, type ServerEvent, type StepId } from "@colloquy/protocol";
import type { FollowerParts, Owned, Owner, OwnerParts, Position } from "../relay.ts";

interface Said {
  readonly text: string;
  readonly seq: number;
}

const STEP = newId<StepId>();

/** What an owner says: one growing text, and numbered facts between its pieces. */
export class OwnChat implements OwnerParts {
  text = "";
  seq = 0;
  readonly fenced: (Owner | undefined)[] = [];
  readonly followers: (readonly [node: string, about: unknown])[] = [];
  readonly gone: string[] = [];
  owned: Owned | undefined;

  /** A piece of the text. */
  say(text: string): void {
    const event: ServerEvent = { type: "step-text", stepId: STEP, field: "output", rev: 0, at: this.text.length, text };
    this.text += text;
    this.owned?.append([event]);
  }

  /** A numbered fact. */
  state(data: unknown = null): void {
    this.seq += 1;
    this.owned?.append([{ type: "window-message", seq: this.seq, data }]);
  }

  snapshot(): string {
    return JSON.stringify({ text: this.text, seq: this.seq } satisfies Said);
  }

  onFenced(by: Owner | undefined): void {
    this.fenced.push(by);
  }

  onFollower(node: string, about: unknown): void {
    this.followers.push([node, about]);
  }

  onFollowerGone(node: string): void {
    this.gone.push(node);
  }
}

/** What a follower has. */
export class ChatCopy implements FollowerParts {
  text = "";
  seq = 0;
  from: Position | undefined;
  place: Position | undefined;
  snapshots = 0;
  /** How often facts came. */
  batches = 0;
  busy = true;
  about: unknown = { language: "pt" };
  readonly wrong: string[] = [];
  readonly ends: (readonly [how: string, reason?: string])[] = [];
  readonly data: unknown[] = [];

  isBusy(): boolean {
    return this.busy;
  }

  onSnapshot(json: string, place: Position): void {
    const { text, seq } = JSON.parse(json) as Said;
    this.snapshots += 1;
    this.text = text;
    this.seq = seq;
    this.place = place;
  }

  onFacts(events: readonly ServerEvent[], place: Position): void {
    this.batches += 1;
    this.fold(events);
    this.place = place;
  }

  /** As `applyEvent` does: a text that is there already changes nothing, a numbered fact follows the last one. */
  fold(events: readonly ServerEvent[]): void {
    for (const event of events) {
      if (event.type === "step-text") this.#text(event.at, event.text);
      else {
        if (event.seq !== this.seq + 1) this.wrong.push(`fact ${event.seq} after ${this.seq}`);
        this.seq = event.seq;
        if (event.type === "window-message") this.data.push(event.data);
      }
    }
  }

  #text(at: number, text: string): void {
    if (at > this.text.length) this.wrong.push(`text at ${at} after ${this.text.length}`);
    this.text += text.slice(Math.max(0, this.text.length - at));
  }

  onEnd(how: string, reason?: string): void {
    this.ends.push(reason === undefined ? [how] : [how, reason]);
  }
}
