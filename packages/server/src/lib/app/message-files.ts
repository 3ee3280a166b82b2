// The files of a person's message: known to be theirs and allowed, before anything is said of them, then shown with it as elements.
import type { Fact, FileKey, StepId } from "@colloquy/protocol";
import type { FileRow } from "../data/file-rows.ts";
import { toFileElement } from "../files/file-element.ts";
import { checkFilesOfMessage } from "../files/upload-rules.ts";
import type { Session } from "../session/session.ts";

/** What is known of the files. Throws NOT_FOUND for one that is not of this chat, and what is wrong with them by the rules of this chat. */
export async function filesOf(session: Session, keys: readonly FileKey[] = []): Promise<readonly FileRow[]> {
  if (keys.length === 0) return [];
  const rows = await session.services.files.findAll(session.threadId, keys);
  // They were looked at when they came; the chat may have another profile now.
  checkFilesOfMessage(session.config.uploads, rows);
  return rows;
}

/** The keys of the files that a message has. */
export async function keysOf(session: Session, messageId: StepId): Promise<FileKey[]> {
  const elements = await session.services.dataLayer.loadElements(session.threadId, { stepIds: [messageId] });
  return elements.flatMap(({ file }) => (file ? [file.key] : []));
}

/** The files as elements of the message, in their order. */
export function toElementFacts(stepId: StepId, files: readonly FileRow[]): Fact[] {
  return files.map((file) => ({ type: "element-set", element: toFileElement(file, stepId) }));
}
