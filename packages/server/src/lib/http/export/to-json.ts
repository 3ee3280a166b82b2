// A chat as JSON: all its owner may see, for programs. The shape is `ExportedChatFile` and has a version of its own.
import type { Element } from "@colloquy/protocol";
import type { ExportedChat } from "./exported-chat.ts";

/** Pieces of one JSON document; each turn is on a line of its own. */
export async function* toJson({ thread, exportedAt, parts, files }: ExportedChat): AsyncGenerator<string> {
  const head = JSON.stringify({ format: "colloquy-chat", version: 1, exportedAt, thread });
  yield `${head.slice(0, -1)},\n"turns":[`;
  let separator = "\n";
  let ofThread: readonly Element[] = [];
  const places: Record<string, string> = {};
  const note = (element: Element) => {
    const place = files?.placeOf(element);
    if (place !== undefined && element.file) places[element.file.key] = place;
  };
  for await (const { turns, elements } of parts) {
    for (const bundle of turns) {
      for (const element of bundle.elements ?? []) note(element);
      yield `${separator}${JSON.stringify(bundle)}`;
      separator = ",\n";
    }
    ofThread = elements.filter(({ forId }) => forId === undefined);
  }
  for (const element of ofThread) note(element);
  yield `\n],\n"elements":${JSON.stringify(ofThread)}${files ? `,\n"files":${JSON.stringify(places)}` : ""}}\n`;
}
