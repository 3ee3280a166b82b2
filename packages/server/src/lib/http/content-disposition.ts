// What a browser is to do with a file: show it or keep it, and under which name (RFC 6266).
import { displayName } from "../files/display-name.ts";

/** The value of the header. The name is what people read, with any letters. */
export function contentDisposition(kind: "inline" | "attachment", given: string): string {
  const name = displayName(given);
  // For those who know no other: letters they can have misread are not sent at all.
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/gu, "_");
  const exact = encodeURIComponent(name).replace(/['()*!]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
