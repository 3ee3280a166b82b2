// Copies text and says for two seconds that it did.
import { useEffect, useState } from "react";

const SHOWN_MS = 2_000;

export function useCopied(): [copied: boolean, copy: (text: string) => void] {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const id = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(id);
  }, [copied]);
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // No permission, or no secure context: the icon stays, so nobody believes that it was copied.
    }
  };
  return [copied, (text) => void copy(text)];
}
