// What an author says an answer rests on: checked where it is given, and copied.
import { ChatError, isWebAddress, MAX_SOURCES, type Source, sourceSchema } from "@colloquy/protocol";

/** Throws BAD_INPUT for what is no source, and for an address that is none of the web. */
export function givenSources(sources: readonly Source[]): Source[] {
  if (sources.length > MAX_SOURCES)
    throw new ChatError("BAD_INPUT", `A message may have ${MAX_SOURCES} sources, not ${sources.length}.`, {
      fix: "Give it those it rests on most.",
    });
  return sources.map((source, index) => {
    const read = sourceSchema.safeParse(source);
    const place = `sources[${index}]`;
    if (!read.success)
      throw new ChatError("BAD_INPUT", `${place} is no source.`, {
        fix: 'Write { title: "Handbook", url: "https://…", snippet: "…" }; only the title is needed.',
      });
    if (read.data.url !== undefined && !isWebAddress(read.data.url))
      throw new ChatError("BAD_INPUT", `${place}.url must be an address that begins with https:// or http://.`);
    return read.data;
  });
}
