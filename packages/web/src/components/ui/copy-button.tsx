// Copies a text and shows a check for two seconds.
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "./icon-button.tsx";

interface CopyButtonProps {
  readonly label: string;
  readonly doneLabel: string;
  /** Read at the click, so that growing text is never held. */
  readonly text: () => string;
  readonly className?: string;
}

export function CopyButton({ label, doneLabel, text, className = "" }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => setCopied(await copyText(text()));
  return (
    <IconButton small icon={copied ? Check : Copy} label={copied ? doneLabel : label} className={className} onClick={() => void copy()} />
  );
}

/** Puts a text on the clipboard; false when the browser refuses, as it does outside of https. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyThroughSelection(text);
  }
}

function copyThroughSelection(text: string): boolean {
  const area = document.createElement("textarea");
  const focused = document.activeElement;
  area.value = text;
  area.style.cssText = "position:fixed;opacity:0";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return done;
}
