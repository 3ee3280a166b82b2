// Somebody who looks at the nodes of an app and asks them, and is none of them.
import { ChatError } from "@colloquy/protocol";
import type { Environment } from "../../../config/env-names.ts";
import { relayOf } from "../../../mount/choose-relay.ts";
import type { NodeInfo, Relay } from "../../../relay/relay.ts";
import { openDataProject } from "../data/data-project.ts";

/** What every command about nodes is told. */
export interface ClusterFlags {
  readonly app: string;
  readonly json?: boolean;
}

/** How long a node has for its answer, in milliseconds. */
const ANSWER_MS = 3_000;

/** Takes part for as long as the job lasts. Throws BAD_CONFIG where the app is one process alone, and UNAVAILABLE where what the nodes meet in cannot be reached. */
export async function withObserver<T>({ app }: ClusterFlags, job: (observer: Observer) => Promise<T>): Promise<T> {
  const relay = await openRelay(app, process.env);
  await relay.join({ name: "colloquy cluster", observes: true, onRequest: refuse });
  try {
    return await job(new Observer(relay));
  } finally {
    await relay.leave();
  }
}

async function openRelay(app: string, env: Environment): Promise<Relay> {
  const relay = await relayOf(await openDataProject(app, env));
  if (relay) return relay;
  throw new ChatError("BAD_CONFIG", "This app runs as one process and has no nodes: neither REDIS_URL nor the setting relay is set.", {
    fix: "Set REDIS_URL as the app's servers have it, or name the folder of the app: --app path/to/app",
  });
}

/** Nodes ask each other; nobody has a reason to ask who only looks. */
async function refuse(): Promise<never> {
  throw new ChatError("NOT_SUPPORTED", "This is a command line, which answers nothing.");
}

/** What a node said, or why it did not. */
export type NodeAnswer<T> = { readonly said: T } | { readonly silent: string };

/** Looks and asks. */
export class Observer {
  readonly #relay: Relay;

  constructor(relay: Relay) {
    this.#relay = relay;
  }

  /** All nodes, by name. */
  async nodes(): Promise<readonly NodeInfo[]> {
    return (await this.#relay.nodes()).toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
  }

  /** The one that somebody means. Throws NOT_FOUND for none, and BAD_INPUT where several have that name. */
  async nodeCalled(name: string): Promise<NodeInfo> {
    const nodes = await this.nodes();
    const byId = nodes.filter(({ id }) => id.startsWith(name));
    const found = nodes.some((node) => node.name === name) ? nodes.filter((node) => node.name === name) : byId;
    const [node, another] = found;
    if (node && !another) return node;
    const known = nodes.map(({ id, name: called }) => `${called} (${id})`).join(", ") || "none";
    if (node) throw new ChatError("BAD_INPUT", `Several nodes are called "${name}".`, { fix: `Name one by its id. There are: ${known}.` });
    throw new ChatError("NOT_FOUND", `No node is called "${name}".`, { fix: `There are: ${known}.` });
  }

  /** Asks a node; one of an older release may not know the question. */
  async ask<T>({ id }: NodeInfo, kind: string, body: unknown = {}): Promise<NodeAnswer<T>> {
    try {
      const answer = await this.#relay.ask(id, { kind, body }, { timeoutMs: ANSWER_MS });
      if (answer.is === "answered") return { said: answer.body as T };
      return { silent: answer.is === "nobody" ? "it is gone" : `it has not answered within ${ANSWER_MS / 1000} s` };
    } catch (error) {
      return { silent: error instanceof Error ? error.message : String(error) };
    }
  }

  find(...given: Parameters<Relay["find"]>): ReturnType<Relay["find"]> {
    return this.#relay.find(...given);
  }
}
