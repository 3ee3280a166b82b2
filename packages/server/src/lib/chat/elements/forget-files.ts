// Files that are shown no more go.
import type { Element as ElementRecord } from "@colloquy/protocol";
import type { Session } from "../../session/session.ts";

/**
 * Removes the files of elements that were taken out, unless another one shows them. Whoever comes back must not be told of an element whose
 * content is gone, so what was stated is written first. What cannot be removed now goes with the sweep.
 */
export async function forgetFiles(session: Session, elements: readonly Pick<ElementRecord, "file">[]): Promise<void> {
  const shown = new Set([...session.state.elements.values()].map(({ file }) => file?.key));
  const keys = elements.flatMap(({ file }) => (file && !shown.has(file.key) ? [file.key] : []));
  if (keys.length === 0) return;
  try {
    if (session.recorder.recording) await session.recorder.commit();
    else await session.writer.save();
    await session.services.files.remove(session.threadId, keys);
  } catch (error) {
    session.logger.warn({ err: error }, "a file that is shown no more could not be removed yet");
  }
}
