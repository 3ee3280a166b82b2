// `colloquy cluster status`
import picocolors from "picocolors";
import { CLUSTER_STATUS, type NodeStatus } from "../../../relay/cluster-calls.ts";
import type { NodeInfo } from "../../../relay/relay.ts";
import { printLine } from "../../terminal.ts";
import { type ClusterFlags, type NodeAnswer, withObserver } from "./observer.ts";

const { bold, dim, green, yellow } = picocolors;

/** Says which nodes there are and how each is. */
export async function clusterStatus(flags: ClusterFlags): Promise<void> {
  const found = await withObserver(flags, async (observer) => {
    const nodes = await observer.nodes();
    return Promise.all(nodes.map(async (node) => ({ node, answer: await observer.ask<NodeStatus>(node, CLUSTER_STATUS) })));
  });
  if (flags.json) {
    console.log(JSON.stringify(found.map(toJson), undefined, 2));
    return;
  }
  if (found.length === 0) printLine(`${yellow("!")} No node is there.`);
  for (const { node, answer } of found) {
    printLine(`${markOf(node, answer)} ${bold(node.name)} ${dim(`${node.id}${node.version === undefined ? "" : ` · ${node.version}`}`)}`);
    printLine(`  ${"said" in answer ? describe(node, answer.said) : `no word from it: ${answer.silent}`}`);
  }
}

function toJson({ node, answer }: { readonly node: NodeInfo; readonly answer: NodeAnswer<NodeStatus> }) {
  return { ...node, ...("said" in answer ? answer.said : { silent: answer.silent }) };
}

function markOf({ draining }: NodeInfo, answer: NodeAnswer<NodeStatus>): string {
  return !draining && "said" in answer && answer.said.ready ? green("✓") : yellow("!");
}

function describe({ draining }: NodeInfo, status: NodeStatus): string {
  const { owned, followed, connections, turns, asks, uptimeSeconds, memoryBytes } = status;
  const state = draining ? "drains" : status.ready ? "ready" : "takes nobody";
  const work = `runs ${count(owned, "chat")}, follows ${followed}, ${count(connections, "connection")}`;
  const busy = `${count(turns, "turn")} at work, ${count(asks, "question")} open`;
  return [state, work, busy, `${Math.round(memoryBytes / 1024 / 1024)} MiB`, `up ${toDuration(uptimeSeconds)}`].join(" · ");
}

export function count(amount: number, what: string): string {
  return `${amount.toLocaleString("en")} ${what}${amount === 1 ? "" : "s"}`;
}

function toDuration(seconds: number): string {
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
}
