import { onTestFinished } from "vitest";
import { relayContract } from "../relay.contract.ts";
import { createRelay } from "../shared-relay.ts";
import { Faults } from "../testing/faults.ts";
import { NodeActor, toNodeProcess } from "../testing/node-process.ts";
import { createMemoryRelayDriver, MemoryHub } from "./memory.ts";

const hubs = new Map<string, MemoryHub>();
const hubOf = (place: string, leaseMs: number): MemoryHub => {
  const hub = hubs.get(place) ?? new MemoryHub({ leaseMs });
  hubs.set(place, hub);
  return hub;
};

relayContract({
  name: "memory",
  create: (place, leaseMs) => createMemoryRelayDriver(hubOf(place, leaseMs)),
  forget: async (place) => hubs.get(place)?.forget(),
  forgetOwner: async (place, threadId) => hubs.get(place)?.forgetOwner(threadId),
  async startProcess(place, leaseMs) {
    const hub = hubOf(place, leaseMs);
    const faults = new Faults();
    const relay = createRelay(faults.around(createMemoryRelayDriver(hub)));
    const actor = new NodeActor(relay);
    await relay.join({ name: "process", onRequest: async ({ body }) => body });
    onTestFinished(async () => {
      faults.thaw();
      await relay.leave();
    });
    return toNodeProcess((command) => actor.do(command), {
      kill: async () => {
        faults.cut();
        hub.kill(relay.nodeId);
      },
      freeze: () => faults.freeze(),
      thaw: () => faults.thaw(),
    });
  },
});
