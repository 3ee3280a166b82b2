import { sessionStoreContract } from "../session-store.contract.ts";
import { createMemorySessionStore } from "./memory.ts";

sessionStoreContract({ name: "memory", create: () => createMemorySessionStore() });
