// The dialogs of the history come with code of their own, when one is asked for.
import { lazyPart } from "../../components/ui/lazy-part.tsx";

export const NewFolderDialog = lazyPart(async () => (await import("./new-folder-dialog.tsx")).NewFolderDialog);
export const DeleteFolderDialog = lazyPart(async () => (await import("./delete-folder-dialog.tsx")).DeleteFolderDialog);
export const ConfirmDialog = lazyPart(async () => (await import("./confirm-dialog.tsx")).ConfirmDialog);
export const HistoryQuestions = lazyPart(async () => (await import("./questions.tsx")).HistoryQuestions);
