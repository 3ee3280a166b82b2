// A node in a process of its own, told what to do by its parent: node --import jiti/register postgres-node.ts <url> <schema> <leaseMs>
import { createRelay } from "../../shared-relay.ts";
import { NodeActor, type NodeCommand } from "../../testing/node-process.ts";
import { createPostgresRelayDriver } from "../postgres.ts";

const [, , url = "", schema = "", leaseMs = ""] = process.argv;
const relay = createRelay(createPostgresRelayDriver({ url, schema, leaseMs: Number(leaseMs) }));
const actor = new NodeActor(relay);
await relay.join({ name: "process", onRequest: async ({ body }) => body });
process.on("message", async ({ id, command }: { readonly id: number; readonly command: NodeCommand }) => {
  process.send?.({ id, result: await actor.do(command) });
});
// A parent that is gone needs no node.
process.on("disconnect", () => process.exit());
process.send?.({ id: 0, result: true });
