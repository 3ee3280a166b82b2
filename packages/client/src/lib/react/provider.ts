// The client of the tree below, and nothing else: a new client is the only thing that draws the whole tree again.
import { createContext, createElement, type ReactElement, type ReactNode, useContext } from "react";
import type { ChatClient } from "../chat-client.ts";

const ChatContext = createContext<ChatClient | undefined>(undefined);

/** Gives a client to the hooks below it. Connecting and closing stay with whoever made the client. */
export function ChatProvider({ client, children }: { readonly client: ChatClient; readonly children?: ReactNode }): ReactElement {
  return createElement(ChatContext.Provider, { value: client }, children);
}

/** The client of the nearest `ChatProvider`; throws when there is none. */
export function useChatClient(): ChatClient {
  const client = useContext(ChatContext);
  if (!client) throw new Error("useChatClient() needs a <ChatProvider client={…}> above it.");
  return client;
}
