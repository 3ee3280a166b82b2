// @colloquy/client/react: hooks over the client's stores.
export {
  type Actions,
  type ActionUse,
  useAction,
  useActions,
  useElements,
  useFolders,
  useMark,
  useOverview,
  useStep,
  useSurface,
  useText,
  useThreads,
  useTurn,
} from "./lib/react/hooks.ts";
export { ChatProvider, useChatClient } from "./lib/react/provider.ts";
