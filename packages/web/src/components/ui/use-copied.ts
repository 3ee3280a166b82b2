// Copies text and says for two seconds that it did. Where the browser refuses, the icon stays, so nobody believes that it was copied.
import { useEffect, useState } from "react";
import { copyText } from "./copy-text.ts";

const SHOWN_MS = 2_000;

export function useCopied(): [copied: boolean, copy: (text: string) => void] {
  const [copied, setCopied] = useShortly();
  return [copied, (text) => void copyText(text).then(setCopied)];
}

/** Something that is true for two seconds after it was set. */
export function useShortly(): [isTrue: boolean, set: (isTrue: boolean) => void] {
  const [isTrue, set] = useState(false);
  useEffect(() => {
    if (!isTrue) return undefined;
    const id = setTimeout(() => set(false), SHOWN_MS);
    return () => clearTimeout(id);
  }, [isTrue]);
  return [isTrue, set];
}
