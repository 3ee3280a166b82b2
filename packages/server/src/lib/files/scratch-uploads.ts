// Uploads that are not whole yet where every node sees them: what comes is put away in parts beside the blobs, and whichever node is asked next goes on
// behind the last of them. A part says by its name which bytes it has. Two nodes may have the same bytes for a moment, the one that still writes down
// what had reached it when the line was lost and the one that goes on; they are the same bytes, so it does not matter whose are read.
import type { ScratchObject, ScratchSpace } from "../blob-storage/scratch-space.ts";
import type { UploadArea, UploadRecord, UploadState } from "./upload-area.ts";

/** A part takes so much at most; as much of each upload that is under way lies in memory. */
const PART_BYTES = 8 * 1024 * 1024;
const PLACE = "uploads/";
const RECORD = "record.json";
const DIGITS = 15;

interface Part {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Keeps them in the scratch space of a blob store. */
export function createScratchUploads(space: ScratchSpace, partBytes = PART_BYTES): UploadArea {
  const folder = (id: string) => `${PLACE}${id}/`;

  async function readRecord(id: string): Promise<UploadRecord | undefined> {
    const stream = await space.read(folder(id) + RECORD);
    return stream && ((await new Response(stream).json()) as UploadRecord);
  }

  async function toState(id: string, objects: readonly ScratchObject[]): Promise<UploadState | undefined> {
    const record = await readRecord(id);
    if (!record) return undefined;
    const touchedAt = objects.reduce((latest, { putAt }) => Math.max(latest, putAt), 0);
    return { record, offset: inOrder(toParts(objects)).at(-1)?.end ?? 0, touchedAt };
  }

  async function put(id: string, start: number, pieces: readonly Uint8Array[]): Promise<number> {
    const bytes = new Uint8Array(Buffer.concat(pieces));
    const end = start + bytes.byteLength;
    if (end > start) await space.put(`${folder(id)}${toDigits(start)}-${toDigits(end)}`, bytes);
    return end;
  }

  return {
    async write(record) {
      await space.put(folder(record.id) + RECORD, new TextEncoder().encode(JSON.stringify(record)));
    },
    find: async (id) => (ID.test(id) ? toState(id, await space.list(folder(id))) : undefined),
    async append(id, offset, pieces) {
      let at = offset;
      let waiting: Uint8Array[] = [];
      let size = 0;
      const flush = async () => {
        at = await put(id, at, waiting);
        waiting = [];
        size = 0;
      };
      try {
        for await (const piece of pieces) {
          // The next one may be in the same memory.
          for (let from = 0; from < piece.byteLength; ) {
            const taken = new Uint8Array(piece.subarray(from, from + partBytes - size));
            waiting.push(taken);
            size += taken.byteLength;
            from += taken.byteLength;
            if (size === partBytes) await flush();
          }
        }
      } finally {
        await flush();
      }
      return at;
    },
    async *read(id, most = Number.POSITIVE_INFINITY) {
      let at = 0;
      for (const part of inOrder(toParts(await space.list(folder(id))))) {
        if (at >= most) return;
        const stream = await space.read(part.name, at - part.start);
        // Removed meanwhile.
        if (!stream) return;
        for await (const piece of stream as unknown as AsyncIterable<Uint8Array>) {
          const wanted = piece.subarray(0, most - at);
          at += wanted.byteLength;
          if (wanted.byteLength > 0) yield wanted;
          if (at >= most) return;
        }
      }
    },
    async clear(id) {
      const objects = await space.list(folder(id));
      await space.delete(toParts(objects).map(({ name }) => name));
    },
    async remove(id) {
      // The record last: without it nobody would find the parts again.
      await space.delete(toParts(await space.list(folder(id))).map(({ name }) => name));
      await space.delete([folder(id) + RECORD]);
    },
    async *list() {
      const uploads = new Map<string, ScratchObject[]>();
      for (const object of await space.list(PLACE)) {
        const id = object.name.slice(PLACE.length).split("/")[0] ?? "";
        uploads.set(id, [...(uploads.get(id) ?? []), object]);
      }
      for (const [id, objects] of uploads) {
        const state = await toState(id, objects);
        // What came after its upload was given up.
        if (state) yield state;
        else await space.delete(objects.map(({ name }) => name));
      }
    },
  };
}

/** Only ids of ours become names. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function toDigits(place: number): string {
  return String(place).padStart(DIGITS, "0");
}

function toParts(objects: readonly ScratchObject[]): Part[] {
  return objects.flatMap(({ name }) => {
    const [, start, end] = /\/(\d+)-(\d+)$/.exec(name) ?? [];
    return start === undefined || end === undefined ? [] : [{ name, start: Number(start), end: Number(end) }];
  });
}

/** Those that lead from the first byte on without a hole, each going further than the one before. */
function inOrder(parts: readonly Part[]): Part[] {
  const chosen: Part[] = [];
  for (let at = 0; ; at = chosen.at(-1)?.end ?? at) {
    const next = parts.filter(({ start, end }) => start <= at && end > at).sort((one, other) => other.end - one.end)[0];
    if (!next) return chosen;
    chosen.push(next);
  }
}
