// Reads an answer aloud, and stops at the second press. Where the browser has no voice nothing is offered.

import type { StepId } from "@colloquy/protocol";
import { Square, Volume2 } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { drawnParts } from "../thread/said-text.ts";
import { toLocale } from "../thread/times.ts";
import { withSaidTools } from "./load-said-tools.ts";

export function ReadAloudButton({ messageIds }: { readonly messageIds: readonly StepId[] }) {
  const { t, i18n } = useTranslation();
  const { reader } = useUiStore();
  const offered = useSyncExternalStore(reader.subscribe, reader.hasVoice);
  const [name = ""] = messageIds;
  const reading = useSyncExternalStore(reader.subscribe, () => reader.getReading() === name);
  if (!offered) return null;
  const read = () =>
    withSaidTools(({ toSpoken, spokenLanguage }) => {
      const words = { code: t("chat.spokenCode"), formula: t("chat.spokenFormula") };
      const elements = messageIds.flatMap((id) => {
        const message = document.getElementById(`step-${id}`);
        return message ? drawnParts(message) : [];
      });
      const pieces = elements.flatMap((element) => toSpoken(element, words, i18n.language));
      // A heading of one word does not tell its language; what it stands over does.
      const language = spokenLanguage(pieces.join(" "), toLocale(i18n.language));
      reader.read(
        name,
        pieces.map((text) => ({ text, language: spokenLanguage(text, language) })),
      );
    });
  return (
    <IconButton
      small
      icon={reading ? Square : Volume2}
      label={t(reading ? "chat.stopReading" : "chat.readAloud")}
      className="read-aloud"
      onClick={() => (reading ? reader.stop() : read())}
    />
  );
}
