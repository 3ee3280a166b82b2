// The author's line under the message box: a disclaimer, as a rule.
import { useConfig } from "../../app/app-context.tsx";

export function Footnote() {
  const { footnote } = useConfig();
  if (!footnote) return null;
  return (
    <p className="fine watermark" dir="auto">
      {footnote}
    </p>
  );
}
