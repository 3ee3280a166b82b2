// The parts of attachments that are drawn; their code comes as one piece, after the chat.
import { lazyPart } from "../../components/ui/lazy-part.tsx";

const load = () => import("./attachment-parts.ts");

export const AttachControls = lazyPart(async () => (await load()).AttachControls);
export const DropTarget = lazyPart(async () => (await load()).DropTarget);
/** Stands apart: it draws files as the elements of messages are drawn. */
export const SentFiles = lazyPart(async () => (await import("./sent-files.tsx")).SentFiles);
export const Tray = lazyPart(async () => (await load()).Tray);
