// Copies a text and shows a check for two seconds.
import { Check, Copy } from "lucide-react";
import { IconButton } from "./icon-button.tsx";
import { useCopied } from "./use-copied.ts";

interface CopyButtonProps {
  readonly label: string;
  readonly doneLabel: string;
  /** Read at the click, so that growing text is never held. */
  readonly text: () => string;
  readonly className?: string;
}

export function CopyButton({ label, doneLabel, text, className = "" }: CopyButtonProps) {
  const [copied, copy] = useCopied();
  return (
    <IconButton small icon={copied ? Check : Copy} label={copied ? doneLabel : label} className={className} onClick={() => copy(text())} />
  );
}
