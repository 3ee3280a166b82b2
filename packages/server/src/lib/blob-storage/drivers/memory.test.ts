import { blobStoreContract } from "../blob-store.contract.ts";
import { createMemoryBlobStore } from "./memory.ts";

blobStoreContract({ name: "memory", durable: false, create: () => createMemoryBlobStore() });
