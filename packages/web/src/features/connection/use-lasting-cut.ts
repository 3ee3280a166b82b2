// A short cut is a matter of the chip in the header; one that lasts is told in a sentence. Never both: one fault, one alarm.
import { useOverview } from "@colloquy/client/react";
import { useEffect, useState } from "react";

const SPEAK_AFTER_MS = 3_000;

/** True once the page has been without a server for a while, and nobody said that it restarts. */
export function useLastingCut(): boolean {
  const cut = useOverview(({ connection }) => connection.phase === "reconnecting" && !connection.restarting);
  return useLastsLonger(cut, SPEAK_AFTER_MS);
}

/** True when something has been so for a while. */
export function useLastsLonger(is: boolean, ms: number): boolean {
  const [lasted, setLasted] = useState(false);
  useEffect(() => {
    if (!is) return setLasted(false);
    const timer = setTimeout(() => setLasted(true), ms);
    return () => clearTimeout(timer);
  }, [is, ms]);
  return is && lasted;
}
