// Attaching can wait until the chat stands: what it needs is loaded once the page has nothing better to do.
import { useEffect, useState } from "react";
import { whenIdle } from "../../components/ui/lazy-part.tsx";

const AFTER_MS = 1_500;
let once = false;

/** False for the first moments of a visit. */
export function useSettled(): boolean {
  const [settled, settle] = useState(once);
  useEffect(() => {
    if (settled) return undefined;
    return whenIdle(AFTER_MS, () => {
      once = true;
      settle(true);
    });
  }, [settled]);
  return settled;
}
