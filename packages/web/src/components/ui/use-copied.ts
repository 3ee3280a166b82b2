// Copies text and says for two seconds that it did. Where the browser refuses, the icon stays, so nobody believes that it was copied.
import { useEffect, useState } from "react";
import { copyText } from "./copy-text.ts";

const SHOWN_MS = 2_000;

export function useCopied(): [copied: boolean, copy: (text: string) => void] {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const id = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(id);
  }, [copied]);
  return [copied, (text) => void copyText(text).then(setCopied)];
}
