// What the person of a test chat attaches, and what they are shown beside the words.
import { ChatError, type Element, type FileKey } from "@colloquy/protocol";
import { check, list, object, word } from "../check-given.ts";
import type { FileContent } from "../files/content.ts";
import { checkUploadsAllowed } from "../files/upload-rules.ts";
import type { Session } from "../session/session.ts";

/** A file that the person attaches. */
export interface TestFile {
  /** What it is called on their machine. */
  readonly name: string;
  /** What is in it: a text, bytes, a Blob or a stream. Its type is found in it. */
  readonly content: FileContent;
}

/** Something that is shown in a test chat: the element, and its content. */
export interface TestElement extends Element {
  /** The whole content. Throws NOT_FOUND where nothing is stored. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  /** The whole content as text. Throws NOT_FOUND where nothing is stored. */
  text(): Promise<string>;
}

/** Uploads files as the page does, by the rules of the chat, and returns what a message names them by. */
export async function attach(session: Session, files: readonly TestFile[]): Promise<FileKey[]> {
  const how = 'Write send("Look", { files: [{ name: "notes.txt", content: "…" }] }).';
  check("send", "files", files, list, how);
  const rules = session.config.uploads;
  checkUploadsAllowed(rules);
  const keys: FileKey[] = [];
  for (const file of files) {
    check("send: files", "a file", file, object, how);
    check("send: files", "name", file.name, word, how);
    const { threadId, owner, services } = session;
    keys.push((await services.files.put(file.content, { threadId, owner, name: file.name, rules })).key);
  }
  return keys;
}

/** An element as a test looks at it. */
export function toTestElement(session: Session, element: Element): TestElement {
  const open = async (): Promise<Response> => {
    const opened = element.file && (await session.services.files.open(session.threadId, element.file.key));
    if (!opened) throw new ChatError("NOT_FOUND", `Nothing is stored of the element "${element.name}".`);
    return new Response(opened.read.stream);
  };
  return {
    ...element,
    bytes: async () => new Uint8Array(await (await open()).arrayBuffer()),
    text: async () => (await open()).text(),
  };
}
