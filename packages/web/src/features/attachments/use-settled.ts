// Attaching can wait until the chat stands: its code is loaded once the page has nothing better to do, or when somebody reaches for it. Until
// it is here nothing is drawn of it, so that a line that is lost in the meantime takes nothing else along.
import { useEffect, useState } from "react";
import { whenIdle } from "../../components/ui/lazy-part.tsx";
import { lateStrings } from "../../i18n/late-strings.ts";

const AFTER_MS = 1_500;
let once = false;

/** True once it is here. */
export function useSettled(wanted = false): boolean {
  const [settled, settle] = useState(once);
  useEffect(() => {
    if (settled) return undefined;
    let current = true;
    const load = () => {
      Promise.all([import("./attachment-parts.ts"), lateStrings()]).then(
        () => {
          once = true;
          if (current) settle(true);
        },
        // It is tried again when the line is back.
        () => undefined,
      );
    };
    const cancel = wanted ? load() : whenIdle(AFTER_MS, load);
    addEventListener("online", load);
    return () => {
      current = false;
      cancel?.();
      removeEventListener("online", load);
    };
  }, [settled, wanted]);
  return settled;
}
