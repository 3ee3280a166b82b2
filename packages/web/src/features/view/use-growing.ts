// A text that is given whole each time and grows at its end, as a source that grows: what was written already is not looked at again.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createTextSource, type WritableTextSource } from "../../components/markdown/text-source.ts";

/** Nothing more came for so long: it is whole. */
const QUIET_MS = 2_000;

export interface Growing {
  /** Another source has another. */
  readonly id: number;
  readonly source: WritableTextSource;
}

/** Undefined for a text that is whole. */
export function useGrowing(text: string): Growing | undefined {
  const before = useRef(text);
  const [growing, setGrowing] = useState<Growing>();
  useLayoutEffect(() => {
    const was = before.current;
    if (was === text) return;
    before.current = text;
    const grew = was !== "" && text.length > was.length && text.startsWith(was);
    if (!grew) setGrowing(undefined);
    else if (growing && !growing.source.closed) growing.source.append(text.slice(was.length));
    else setGrowing((old) => ({ id: (old?.id ?? 0) + 1, source: createTextSource(text) }));
  }, [text, growing]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each piece of text puts its end off
  useEffect(() => {
    if (!growing || growing.source.closed) return undefined;
    const timer = setTimeout(() => growing.source.close(), QUIET_MS);
    return () => clearTimeout(timer);
  }, [growing, text]);
  return growing;
}
