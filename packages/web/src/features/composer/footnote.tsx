// The author's line under the message box: a disclaimer, as a rule.
import { inLanguage } from "@colloquy/protocol";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/app-context.tsx";

export function Footnote() {
  const { footnote = "" } = useConfig();
  const { i18n } = useTranslation();
  const words = inLanguage(footnote, i18n.language);
  if (words === "") return null;
  return (
    <p className="fine watermark" dir="auto">
      {words}
    </p>
  );
}
