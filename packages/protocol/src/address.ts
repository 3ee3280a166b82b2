// `@colloquy/protocol/address`: addresses as browsers read them. Knows nothing of chats, so that any view may use it.
export { isOwnPath, isWebAddress, leadsElsewhere, toOwnPath } from "./lib/own-path.ts";
