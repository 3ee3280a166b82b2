// Which files people may send, as the configuration or a profile says, and what they are told when one may not be.
import { ChatError } from "@colloquy/protocol";
import { accepts, describeAccept } from "../config/accept.ts";
import type { UploadRules } from "../config/uploads.ts";

/** What is known of a file by its content. */
export interface FileFacts {
  readonly name: string;
  readonly mime: string;
  readonly size: number;
}

/** Throws NOT_SUPPORTED where people may send no files. */
export function checkUploadsAllowed({ enabled }: UploadRules): void {
  if (enabled) return;
  throw new ChatError("NOT_SUPPORTED", "This chat takes no files.", { fix: "Set uploads.enabled in colloquy.config.ts to take some." });
}

/** Throws TOO_LARGE for a file of this size. */
export function checkSize({ maxSize }: UploadRules, size: number): void {
  if (size <= maxSize) return;
  throw new ChatError("TOO_LARGE", `A file may have ${toWords(maxSize)} here.`, {
    fix: "Send a smaller one, or raise uploads.maxSize in colloquy.config.ts.",
  });
}

/** Throws FILE_REFUSED for a file whose content is of a kind that is not taken. */
export function checkType({ accept }: UploadRules, { name, mime }: Omit<FileFacts, "size">): void {
  if (accepts(accept, { name, mime })) return;
  throw new ChatError("FILE_REFUSED", `“${name}” is ${mime} by its content, and this chat takes no such files.`, {
    fix: `It takes ${describeAccept(accept)}.`,
  });
}

/** Throws what is wrong with the files of one message, whoever let them in before. */
export function checkFilesOfMessage(rules: UploadRules, files: readonly FileFacts[]): void {
  if (files.length === 0) return;
  checkUploadsAllowed(rules);
  if (files.length > rules.maxFiles)
    throw new ChatError("TOO_LARGE", `A message may have ${rules.maxFiles} ${rules.maxFiles === 1 ? "file" : "files"} here.`, {
      fix: "Send fewer, or raise uploads.maxFiles in colloquy.config.ts.",
    });
  for (const file of files) {
    checkSize(rules, file.size);
    checkType(rules, file);
  }
  if (files.reduce((sum, { size }) => sum + size, 0) <= rules.maxTotalSize) return;
  throw new ChatError("TOO_LARGE", `The files of a message may have ${toWords(rules.maxTotalSize)} together.`, {
    fix: "Send fewer at once, or raise uploads.maxTotalSize in colloquy.config.ts.",
  });
}

function toWords(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** step).toFixed(1)).toLocaleString("en")} ${units[step]}`;
}
