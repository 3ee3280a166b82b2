// A message whose files are still on their way: sent, it waits for them and then goes out by itself. Whoever goes on writing, adds or removes
// something meanwhile has taken that back.
import { useEffect, useRef, useState } from "react";
import type { Attachments } from "../attachments/use-attachments.ts";

export interface Hold {
  readonly held: boolean;
  readonly begin: () => void;
  readonly end: () => void;
}

/** `content` tells what was sent from what is written now. */
export function useHold(stand: Attachments["stand"], content: string, send: () => void): Hold {
  const [heldContent, setHeld] = useState<string>();
  const held = heldContent === content && (stand === "pending" || stand === "ready");
  const latest = useRef(send);
  latest.current = send;
  useEffect(() => {
    if (heldContent === undefined) return;
    if (!held) setHeld(undefined);
    else if (stand === "ready") {
      setHeld(undefined);
      latest.current();
    }
  }, [heldContent, held, stand]);
  return { held, begin: () => setHeld(content), end: () => setHeld(undefined) };
}
