// `colloquy cluster owners`
import { ChatError, type ThreadId } from "@colloquy/protocol";
import picocolors from "picocolors";
import { CLUSTER_OWNED, type OwnedList, type OwnedRequest } from "../../../relay/cluster-calls.ts";
import { printLine } from "../../terminal.ts";
import { type ClusterFlags, type Observer, withObserver } from "./observer.ts";
import { count } from "./status.ts";

const { bold, dim, yellow } = picocolors;

interface OwnersFlags extends ClusterFlags {
  readonly node?: string;
  readonly limit: number;
}

/** Says which node runs a chat, or which chats each node runs. */
export async function clusterOwners(thread: string | undefined, flags: OwnersFlags): Promise<void> {
  await withObserver(flags, (observer) => (thread === undefined ? listAll(observer, flags) : tellOne(observer, thread, flags)));
}

async function tellOne(observer: Observer, thread: string, { json }: OwnersFlags): Promise<void> {
  if (!/^[\w-]{1,64}$/.test(thread)) throw new ChatError("BAD_INPUT", `"${thread}" is no id of a chat.`);
  const found = await observer.find(thread as ThreadId);
  const owner = found.where === "elsewhere" ? found.owner : undefined;
  const node = owner && (await observer.nodes()).find(({ id }) => id === owner.node);
  if (json) console.log(JSON.stringify({ threadId: thread, ...(owner && { ...owner, name: node?.name }) }, undefined, 2));
  else if (owner) printLine(`${bold(node?.name ?? "a node that has just gone")} ${dim(owner.node)} runs it, epoch ${owner.epoch}`);
  else printLine("Nobody runs it: the next who opens it decides where it runs.");
}

async function listAll(observer: Observer, { node: named, limit, json }: OwnersFlags): Promise<void> {
  const nodes = named === undefined ? await observer.nodes() : [await observer.nodeCalled(named)];
  const request: OwnedRequest = { limit };
  const lists = await Promise.all(
    nodes.map(async (node) => ({ node, answer: await observer.ask<OwnedList>(node, CLUSTER_OWNED, request) })),
  );
  if (json) {
    const shown = lists.map(({ node, answer }) => ({ ...node, ...("said" in answer ? answer.said : { silent: answer.silent }) }));
    console.log(JSON.stringify(shown, undefined, 2));
    return;
  }
  if (lists.length === 0) printLine(`${yellow("!")} No node is there.`);
  for (const { node, answer } of lists) {
    const words = "said" in answer ? count(answer.said.total, "chat") : `no word from it: ${answer.silent}`;
    printLine(`${bold(node.name)} ${dim(node.id)} ${words}`);
    if (!("said" in answer)) continue;
    const { chats, total } = answer.said;
    for (const { threadId, epoch, turns, asks, listeners } of chats)
      printLine(`  ${threadId}  epoch ${epoch} · ${count(listeners, "listener")} · ${count(turns, "turn")} · ${count(asks, "question")}`);
    if (total > chats.length) printLine(dim(`  and ${total - chats.length} more; --limit shows more`));
  }
}
