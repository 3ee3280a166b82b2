// What a paste brings: files, text that is long enough to be one, or plain words.

/** From here on text is offered as a file, in UTF-16 units. */
export const LONG_TEXT = 4_000;

/** The files of a paste. Programs that copy text with a picture of it mean the text. */
export function pastedFiles({ files, types }: Pick<DataTransfer, "files" | "types">): readonly File[] {
  const all = [...files];
  const isText = types.includes("text/plain") && types.includes("text/html");
  return isText && all.every(({ type }) => type.startsWith("image/")) ? [] : all;
}

/** The text as the message box has it. */
export function pastedText(data: Pick<DataTransfer, "getData">): string {
  return data.getData("text/plain").replace(/\r\n?/g, "\n");
}
