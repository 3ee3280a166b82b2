// A node as a process: it owns chats and says things in them when it is told to. The same commands in this process and in one of its own, which
// can be killed and frozen for real.
import type { ThreadId } from "@colloquy/protocol";
import type { Relay } from "../relay.ts";
import { ChatCopy, OwnChat } from "./chat-lines.ts";

/** What a node in a process does for a test. */
export interface NodeProcess {
  nodeId(): Promise<string>;
  /** True when it owns the chat now. */
  claim(threadId: ThreadId, epoch: number): Promise<boolean>;
  /** Follows the chat of another node. */
  follow(threadId: ThreadId): Promise<boolean>;
  /** Says this and states a fact; resolves when both are in the log, or never can be. */
  say(threadId: ThreadId, text: string): Promise<void>;
  /** How often it was told that somebody else owns the chat. */
  fenced(threadId: ThreadId): Promise<number>;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
}

/** What can be asked of it, as it goes to another process. */
export type NodeCommand = readonly [name: "nodeId" | "claim" | "follow" | "say" | "fenced", ...args: readonly (string | number)[]];

/** Does what it is told with a relay that has joined. */
export class NodeActor {
  readonly #relay: Relay;
  readonly #chats = new Map<string, OwnChat>();

  constructor(relay: Relay) {
    this.#relay = relay;
  }

  async do([name, threadId = "", given = ""]: NodeCommand): Promise<string | number | boolean> {
    const chat = this.#chats.get(String(threadId)) ?? new OwnChat();
    this.#chats.set(String(threadId), chat);
    if (name === "nodeId") return this.#relay.nodeId;
    if (name === "fenced") return chat.fenced.length;
    if (name === "claim") {
      const claimed = await this.#relay.claim(threadId as ThreadId, Number(given), chat);
      if ("owned" in claimed) chat.owned = claimed.owned;
      return "owned" in claimed;
    }
    if (name === "follow") {
      await this.#relay.follow(threadId as ThreadId, new ChatCopy());
      return true;
    }
    chat.say(String(given));
    chat.state();
    await chat.owned?.settled();
    return true;
  }
}

/** The commands of a node, by whatever brings them there. */
export function toNodeProcess(
  ask: (command: NodeCommand) => Promise<string | number | boolean>,
  life: Pick<NodeProcess, "kill" | "freeze" | "thaw">,
): NodeProcess {
  return {
    ...life,
    nodeId: async () => String(await ask(["nodeId"])),
    claim: async (threadId, epoch) => (await ask(["claim", threadId, epoch])) === true,
    follow: async (threadId) => (await ask(["follow", threadId])) === true,
    say: async (threadId, text) => void (await ask(["say", threadId, text])),
    fenced: async (threadId) => Number(await ask(["fenced", threadId])),
  };
}
