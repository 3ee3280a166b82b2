// Saving the form from wherever it is shown: the request, the focus when something is wrong, the word that it is done.
import { useChatClient } from "@colloquy/client/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { goToProblem } from "./settings-fields.tsx";
import type { OpenEditor } from "./use-settings-editor.ts";

export interface SaveSettings {
  /** What is saved is also what the person's next chats begin with. */
  readonly forNext: boolean;
  readonly setForNext: (forNext: boolean) => void;
  readonly save: () => void;
}

export function useSaveSettings(open: OpenEditor | undefined, onTab: (id: string) => void, onSaved: () => void): SaveSettings {
  const { t } = useTranslation();
  const client = useChatClient();
  const { announcer } = useAppContext();
  const [forNext, setForNext] = useState(() => client.remembersSettings);
  const save = () => {
    if (!open) return;
    void open.editor.save({ remember: forNext }).then((saved) => {
      if (!saved) return goToProblem(open, onTab);
      announcer.say(t("settings.saved"));
      onSaved();
    });
  };
  return { forNext, setForNext, save };
}
