// Whether the sign-in ended while the page was open.
import { useOverview } from "@colloquy/client/react";

/** True when the server let this page's connection go because nobody is signed in any more. */
export function useSignedOut(): boolean {
  return useOverview(({ connection }) => connection.phase === "failed" && connection.error?.code === "UNAUTHENTICATED");
}
