// The files of a form, apart from those of the message box: each field adds to one list, and takes out of it what is its own.
import type { ActionId, AskId, StepId } from "@colloquy/protocol";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../../app/app-context.tsx";
import { attachFiles } from "../../attachments/attach-files.ts";
import { useTellFailure } from "../../thread/use-tell-failure.ts";
import { useAskUploads } from "../kinds/use-ask-uploads.ts";
import type { FormFiles } from "./form-context.ts";

/** `id`: the question that they answer, or the action that they go with. */
export function useFormFiles({ id, stepId }: { readonly id: AskId | ActionId; readonly stepId: StepId }): FormFiles {
  const { t, i18n } = useTranslation();
  const { ui } = useAppContext();
  const tellFailure = useTellFailure();
  const { uploads, box } = useAskUploads({ id, stepId });
  const { language } = i18n;
  return useMemo(
    () => ({
      uploads,
      box,
      async add(files, { accept, maxFiles, maxSize }) {
        try {
          const open = await box.open();
          const before = new Set(open.getUploads().map((upload) => upload.id));
          // How many there are is counted in each field, and this list has those of all.
          const rules = { enabled: true, accept, maxFiles: maxFiles + before.size, maxSize, maxTotalSize: Number.POSITIVE_INFINITY };
          attachFiles(files, { uploads: open, rules, ui, t, language });
          return open.getUploads().flatMap((upload) => (before.has(upload.id) ? [] : [upload.id]));
        } catch (error) {
          tellFailure(error);
          return [];
        }
      },
    }),
    [uploads, box, ui, t, language, tellFailure],
  );
}
