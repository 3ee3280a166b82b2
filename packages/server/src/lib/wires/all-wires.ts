// The protocols this server speaks. The last one has the handshakes that name no protocol.
import { chainlitWire } from "./chainlit/chainlit-wire.ts";
import { colloquyWire } from "./colloquy/colloquy-wire.ts";
import type { Wire } from "./wire.ts";

export const ALL_WIRES: readonly Wire[] = [colloquyWire, chainlitWire];
