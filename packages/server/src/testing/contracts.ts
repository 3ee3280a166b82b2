// colloquy/testing/contracts: the suites every driver of a seam passes, ours and anybody else's. They run under vitest.
export { type AuthProviderContractOptions, authProviderContract } from "../lib/auth/auth-provider.contract.ts";
export { blobStoreContract } from "../lib/blob-storage/blob-store.contract.ts";
export type { BlobStoreContractOptions } from "../lib/blob-storage/contract/bytes.contract.ts";
export type { DataLayerContractOptions } from "../lib/data/contract/rows.ts";
export { dataLayerContract } from "../lib/data/data-layer.contract.ts";
export { type SessionStoreContractOptions, sessionStoreContract } from "../lib/session-store/session-store.contract.ts";
export { type DrawnView, type ViewRendererContractOptions, viewRendererContract } from "../lib/testing/view-renderer.contract.ts";
