// Room for what is no blob yet, in the memory of the store.
import type { Clock } from "../../clock.ts";
import type { ScratchSpace } from "../scratch-space.ts";

export function createMemoryScratch(clock: Clock): ScratchSpace {
  const objects = new Map<string, { readonly bytes: Uint8Array<ArrayBuffer>; readonly putAt: number }>();
  return {
    async put(name, bytes) {
      objects.set(name, { bytes: new Uint8Array(bytes), putAt: clock.now() });
    },
    async read(name, start = 0) {
      const bytes = objects.get(name)?.bytes;
      return bytes && start < Math.max(1, bytes.byteLength) ? new Blob([bytes.slice(start)]).stream() : undefined;
    },
    async list(prefix) {
      return [...objects]
        .filter(([name]) => name.startsWith(prefix))
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, { bytes, putAt }]) => ({ name, size: bytes.byteLength, putAt }));
    },
    async delete(names) {
      for (const name of names) objects.delete(name);
    },
  };
}
