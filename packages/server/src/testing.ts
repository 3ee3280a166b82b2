// colloquy/testing: what tests of apps and of drivers need. The contracts are suites for vitest.

export type { DataLayerContractOptions } from "./lib/data/contract/rows.ts";
export { dataLayerContract } from "./lib/data/data-layer.contract.ts";
export { type SessionStoreContractOptions, sessionStoreContract } from "./lib/session-store/session-store.contract.ts";
