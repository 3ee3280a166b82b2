// The texts of elements, read once each: rows of a long chat come and go.
const MOST_BYTES = 512 * 1024;
const MOST_KEPT = 60;
const kept = new Map<string, Promise<LoadedText>>();

export interface LoadedText {
  readonly text: string;
  /** It goes on; the whole is in the file. */
  readonly cut: boolean;
}

/** The text at an address, up to as much as a page shows. One that did not come is asked for again. */
export function loadText(url: string): Promise<LoadedText> {
  const known = kept.get(url);
  if (known) return known;
  const loading = read(url);
  kept.set(url, loading);
  loading.catch(() => kept.delete(url));
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return loading;
}

async function read(url: string): Promise<LoadedText> {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`A text did not load: ${response.status}`);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), cut: false };
    text += decoder.decode(value, { stream: true });
    bytes += value.length;
    if (bytes < MOST_BYTES) continue;
    await reader.cancel();
    // To the end of a line, so that no mark is cut in two.
    return { text: text.slice(0, text.lastIndexOf("\n") + 1 || text.length), cut: true };
  }
}
