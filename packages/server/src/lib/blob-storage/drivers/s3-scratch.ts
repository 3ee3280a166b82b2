// The room for what is no blob yet, as objects of the same bucket below `scratch/`: none of their names is a key.
import type { ScratchObject, ScratchSpace } from "../scratch-space.ts";
import type { S3Client } from "./s3-client.ts";
import { readAll, readTag } from "./s3-xml.ts";

const PLACE = "scratch/";

interface S3ScratchParts {
  readonly client: S3Client;
  /** What the names of all objects of the store begin with. */
  readonly prefix: string;
  readonly assertOpen: () => void;
}

export function createS3Scratch({ client, prefix, assertOpen }: S3ScratchParts): ScratchSpace {
  const place = `${prefix}${PLACE}`;

  return {
    async put(name, bytes) {
      assertOpen();
      await drained(client.send({ method: "PUT", name: `${PLACE}${name}`, body: bytes }));
    },
    async read(name, start = 0) {
      assertOpen();
      const headers = start > 0 ? { range: `bytes=${start}-` } : {};
      const response = await client.send({ method: "GET", name: `${PLACE}${name}`, headers });
      if (response.ok) return response.body ?? undefined;
      await response.body?.cancel();
      return undefined;
    },
    async list(begin) {
      assertOpen();
      const found: ScratchObject[] = [];
      for (let after: string | undefined = ""; after !== undefined; ) {
        const query: Record<string, string> = {
          "list-type": "2",
          prefix: `${place}${begin}`,
          ...(after !== "" && { "start-after": after }),
        };
        const xml: string = await (await client.send({ method: "GET", query })).text();
        const entries = readAll(xml, "Contents");
        for (const entry of entries) {
          const name = readTag(entry, "Key");
          if (!name?.startsWith(place)) continue;
          const putAt = Date.parse(readTag(entry, "LastModified") ?? "") || 0;
          found.push({ name: name.slice(place.length), size: Number(readTag(entry, "Size")), putAt });
        }
        const next: string | undefined = readTag(entries.at(-1) ?? "", "Key");
        after = readTag(xml, "IsTruncated") === "true" && next !== undefined && next > after ? next : undefined;
      }
      return found;
    },
    async delete(names) {
      assertOpen();
      await Promise.all(names.map((name) => drained(client.send({ method: "DELETE", name: `${PLACE}${name}` }))));
    },
  };
}

async function drained(answer: Promise<Response>): Promise<void> {
  await (await answer).body?.cancel();
}
