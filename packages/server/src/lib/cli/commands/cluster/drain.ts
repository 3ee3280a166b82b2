// `colloquy cluster drain`
import { ChatError } from "@colloquy/protocol";
import picocolors from "picocolors";
import { CLUSTER_DRAIN, CLUSTER_STATUS, type NodeStatus } from "../../../relay/cluster-calls.ts";
import type { NodeInfo } from "../../../relay/relay.ts";
import { printLine } from "../../terminal.ts";
import { type ClusterFlags, type Observer, withObserver } from "./observer.ts";
import { count } from "./status.ts";

const { green } = picocolors;
const LOOK_AGAIN_MS = 500;

/** Lets a node give its chats away. Throws UNAVAILABLE when it does not answer. */
export async function clusterDrain(named: string, flags: ClusterFlags & { readonly wait?: boolean }): Promise<void> {
  await withObserver(flags, async (observer) => {
    const node = await observer.nodeCalled(named);
    const answer = await observer.ask<true>(node, CLUSTER_DRAIN);
    if ("silent" in answer)
      throw new ChatError("UNAVAILABLE", `${node.name} was not drained: ${answer.silent}.`, {
        fix: "Look at it with colloquy cluster status; SIGTERM to its process drains it too.",
      });
    const say = (words: string) => {
      if (!flags.json) printLine(words);
    };
    say(`${green("✓")} ${node.name} drains: it takes nobody new and gives its chats away. Stop its process when it runs none.`);
    const left = flags.wait ? await untilEmpty(observer, node, say) : undefined;
    if (flags.json) console.log(JSON.stringify({ ...node, draining: true, ...left }, undefined, 2));
  });
}

/** Looks until it runs no chat, or is gone. Whoever waits may stop at any time. */
async function untilEmpty(observer: Observer, node: NodeInfo, say: (words: string) => void): Promise<{ readonly owned: number }> {
  let told = -1;
  for (;;) {
    const isThere = (await observer.nodes()).some(({ id }) => id === node.id);
    const answer = isThere ? await observer.ask<NodeStatus>(node, CLUSTER_STATUS) : undefined;
    const owned = answer && "said" in answer ? answer.said.owned : isThere ? told : 0;
    if (owned === 0) {
      say(`${green("✓")} ${node.name} ${isThere ? "runs no chat any more" : "is gone"}.`);
      return { owned };
    }
    if (owned !== told) say(`  ${count(owned, "chat")} left`);
    told = owned;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
