// One of several questions that are answered in words: the message box answers the one that is meant, until another is.
import { useOverview } from "@colloquy/client/react";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useUi, useUiStore } from "../../../app/app-context.tsx";
import { Icon } from "../../../components/ui/icon.tsx";
import { meantText } from "../meant-text.ts";
import type { KindProps } from "./kind-props.ts";

export function Text({ ask: { id } }: Pick<KindProps<"text">, "ask">) {
  const { t } = useTranslation();
  const ui = useUiStore();
  const wanted = useUi(({ answers }) => answers);
  const meant = useOverview(({ asks }) => meantText(asks, wanted)?.id === id);
  const mean = () => {
    ui.set({ answers: id });
    document.getElementById("chat-input")?.focus();
  };
  return (
    <div className="acts">
      <button type="button" className="btn" aria-pressed={meant} onClick={mean}>
        {meant && <Icon of={Check} size="s" />}
        {t("ask.answerThis")}
      </button>
    </div>
  );
}
