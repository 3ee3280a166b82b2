// `colloquy cluster`: the words of its commands. Each is loaded when it is called.
import { type Command, InvalidArgumentError } from "commander";
import type { ClusterFlags } from "./observer.ts";

/** Adds `cluster` and its commands to the program. */
export function addClusterCommands(program: Command): void {
  const cluster = program.command("cluster").description("look at the nodes of an app that runs on several machines, and drain one");

  ofApp(cluster.command("status"))
    .description("say which nodes there are, and how each is")
    .action(async (flags: ClusterFlags) => {
      const { clusterStatus } = await import("./status.ts");
      await clusterStatus(flags);
    });

  ofApp(cluster.command("owners"))
    .description("say which node runs a chat, or which chats each node runs")
    .argument("[thread]", "the id of a chat")
    .option("--node <node>", "only the chats of this node")
    .option("--limit <count>", "how many chats of each node are listed", toCount, 20)
    .action(async (thread: string | undefined, flags: ClusterFlags & { readonly node?: string; readonly limit: number }) => {
      const { clusterOwners } = await import("./owners.ts");
      await clusterOwners(thread, flags);
    });

  ofApp(cluster.command("drain"))
    .description("let a node take nobody new and give its chats away; it can then be stopped without anybody noticing")
    .argument("<node>", "its name, its id, or how its id begins")
    .option("--wait", "end only when it runs no chat any more, or is gone")
    .action(async (node: string, flags: ClusterFlags & { readonly wait?: boolean }) => {
      const { clusterDrain } = await import("./drain.ts");
      await clusterDrain(node, flags);
    });
}

function ofApp(command: Command): Command {
  return command.option("--app <folder>", "the app's folder, with its .env and its configuration", ".").option("--json", "as JSON");
}

function toCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count > 0 && count <= 10_000) return count;
  throw new InvalidArgumentError("It is a number from 1 to 10000.");
}
