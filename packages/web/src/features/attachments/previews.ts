// Pictures of files that this page has itself, by the key that the server gave them: a message that was just sent shows them without asking for them.
import type { FileKey } from "@colloquy/protocol";

/** Older ones are given up, so that a long visit does not hold everything it ever sent. */
const MOST = 60;
const previews = new Map<FileKey, string>();

/** Remembers a picture. A drawing could do more than be seen, if somebody opened it by itself: those come from the server, which sees to that. */
export function keepPreview(key: FileKey, mime: string, content: Blob): void {
  if (previews.has(key) || !/^image\/(?!svg)/.test(mime)) return;
  previews.set(key, URL.createObjectURL(content));
  for (const [oldest, address] of previews) {
    if (previews.size <= MOST) return;
    previews.delete(oldest);
    URL.revokeObjectURL(address);
  }
}

/** Where its picture is on this page. */
export function previewOf(key: FileKey): string | undefined {
  return previews.get(key);
}
