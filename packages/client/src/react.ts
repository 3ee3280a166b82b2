// @colloquy/client/react: hooks over the client's stores.
export { useOverview, useStep, useText, useThreads, useTurn } from "./lib/react/hooks.ts";
export { ChatProvider, useChatClient } from "./lib/react/provider.ts";
