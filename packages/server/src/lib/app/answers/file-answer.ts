// Files as an answer: of this chat, and what the question asks for, whoever let them in before.
import { ChatError } from "@colloquy/protocol";
import { checkSize, checkType } from "../../files/upload-rules.ts";
import type { AnswerCheck } from "./checked-answer.ts";

const MIB = 1024 * 1024;

export const checkFiles: AnswerCheck<"file"> = async ({ accept, maxFiles, maxSizeMb }, answer, { session }) => {
  const files = await session.services.files.findAll(session.threadId, answer.files);
  if (files.length > maxFiles)
    throw new ChatError("TOO_LARGE", `This question takes ${maxFiles} ${maxFiles === 1 ? "file" : "files"}.`, { fix: "Send fewer." });
  const rules = { ...session.config.uploads, accept, maxSize: maxSizeMb * MIB };
  for (const file of files) {
    checkSize(rules, file.size);
    checkType(rules, file);
  }
  return { answer: { kind: "file", files: files.map(({ key }) => key) }, files };
};
