// What is asked before chats are moved, tagged or deleted.
import type { ThreadList } from "@colloquy/client";
import { useTranslation } from "react-i18next";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";
import type { History } from "./history-context.ts";
import { MoveDialog } from "./move-dialog.tsx";
import { TagsDialog } from "./tags-dialog.tsx";
import type { Asked } from "./use-history.ts";
import { useNavigation } from "./use-navigation.ts";

interface HistoryQuestionsProps {
  readonly asked: Asked;
  readonly list: ThreadList;
  readonly history: History;
  readonly onClose: () => void;
  /** It was done, and nothing is to stay chosen. */
  readonly onDone: () => void;
}

export function HistoryQuestions({ asked: { question, threads }, list, history, onClose, onDone }: HistoryQuestionsProps) {
  const { t } = useTranslation();
  const { leaveGone } = useNavigation();
  const tell = useTellFailure();
  const [first] = threads;
  if (question === "folder") return <MoveDialog threads={threads} history={history} onClose={onClose} />;
  if (question === "tags") return <TagsDialog threads={threads} history={history} onClose={onClose} />;
  if (question === "delete" && first)
    return (
      <DeleteDialog
        thread={first}
        name={first.name ?? t("shell.untitled")}
        onClose={onClose}
        onDeleted={() => leaveGone((id) => id === first.id)}
      />
    );
  const purge = () => {
    onClose();
    onDone();
    leaveGone((id) => threads.some((thread) => thread.id === id));
    list.purge(threads.map(({ id }) => id)).catch(tell);
  };
  return (
    <ConfirmDialog
      title={t("history.purgeTitle")}
      text={t("history.purgeText")}
      action={t("history.purge")}
      onConfirm={purge}
      onClose={onClose}
    />
  );
}
