// Nodes for the suite of relays, each with faults of its own on its way to the engine.
import { newId, type ThreadId } from "@colloquy/protocol";
import { expect, onTestFinished } from "vitest";
import type { Relay, RelayRequest } from "../relay.ts";
import type { RelayDriver } from "../relay-driver.ts";
import { createRelay } from "../shared-relay.ts";
import { ChatCopy, OwnChat } from "../testing/chat-lines.ts";
import { Faults } from "../testing/faults.ts";
import type { NodeProcess } from "../testing/node-process.ts";

/** What the suite needs to know of a driver. */
export interface RelayContractOptions {
  readonly name: string;
  /** A driver for one more node on the engine of this place; places know nothing of each other. A node that says nothing for `leaseMs` is dead. */
  create(place: string, leaseMs: number): RelayDriver;
  /** The engine of this place forgets everything; connections stay. */
  forget(place: string): Promise<void>;
  /** The engine forgets who owns this chat, as one whose memory runs short. */
  forgetOwner(place: string, threadId: ThreadId): Promise<void>;
  /** A node in a process of its own, which can be killed and frozen. */
  startProcess(place: string, leaseMs: number): Promise<NodeProcess>;
}

/** Short enough to wait for, long enough for a machine that is busy with other tests. */
export const LEASE_MS = 3_000;
/** What takes a moment on a busy machine. */
export const SOON = { timeout: 20_000, interval: 10 };

/** One node, as a test holds it. */
export interface TestNode {
  readonly relay: Relay;
  readonly driver: RelayDriver;
  readonly faults: Faults;
  readonly lost: string[];
  readonly doubts: boolean[];
  readonly asked: (readonly [kind: string, body: unknown, from: string])[];
  /** What it does when it is asked; repeats what was said by default. */
  answer: (request: RelayRequest) => Promise<unknown>;
}

export const newPlace = (): string => newId();
export const newThread = (): ThreadId => newId<ThreadId>();

/** A node that has joined; it leaves when the test is over. */
export async function openNode(options: RelayContractOptions, place: string, leaseMs = LEASE_MS): Promise<TestNode> {
  const faults = new Faults();
  const driver = faults.around(options.create(place, leaseMs));
  const relay = createRelay(driver);
  const node: TestNode = { relay, driver, faults, lost: [], doubts: [], asked: [], answer: async ({ body }) => body };
  await relay.join({
    name: "node",
    onRequest(request, from) {
      node.asked.push([request.kind, request.body, from]);
      return node.answer(request);
    },
    onLost: (lost) => void node.lost.push(lost),
    onDoubt: (inDoubt) => void node.doubts.push(inDoubt),
  });
  onTestFinished(async () => {
    faults.thaw();
    await relay.leave();
  });
  return node;
}

/** A chat that this node owns. */
export async function ownChat(node: TestNode, threadId: ThreadId, epoch = 1): Promise<OwnChat> {
  const chat = new OwnChat();
  const claimed = await node.relay.claim(threadId, epoch, chat);
  if (!("owned" in claimed)) throw new Error(`The chat is owned by ${claimed.owner.node}.`);
  chat.owned = claimed.owned;
  return chat;
}

/** A copy of a chat that another node owns. */
export async function followChat(node: TestNode, threadId: ThreadId, copy = new ChatCopy()): Promise<ChatCopy & { stop(): void }> {
  const following = await node.relay.follow(threadId, copy);
  return Object.assign(copy, { stop: () => following.stop() });
}

/** Waits until the copy has all that its owner has said, and nothing that cannot be. */
export async function expectSame(copy: ChatCopy, chat: OwnChat): Promise<void> {
  await expect.poll(() => [copy.text.length, copy.seq], SOON).toEqual([chat.text.length, chat.seq]);
  expect(copy.text).toBe(chat.text);
  expect(copy.wrong).toEqual([]);
}
