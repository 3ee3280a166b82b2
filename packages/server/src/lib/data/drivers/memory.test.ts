import { dataLayerContract } from "../data-layer.contract.ts";
import { createMemoryDataLayer } from "./memory.ts";

dataLayerContract({ name: "memory", durable: false, create: () => createMemoryDataLayer() });
