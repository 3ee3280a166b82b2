// One blob on its way to S3: in one request while it is small, else in parts, which are seen by nobody before the last one.
import type { BlobSink } from "../blob-puts.ts";
import type { BlobKey } from "../blob-store.ts";
import type { S3Client } from "./s3-client.ts";
import { readTag, xmlText } from "./s3-xml.ts";

/** Parts are so large: services take none below 5 MiB but the last, and 10,000 of them make 80 GB. */
const PART_BYTES = 8 * 1024 * 1024;

export class S3Sink implements BlobSink {
  readonly #client: S3Client;
  readonly #key: BlobKey;
  /** What is not sent yet. */
  #part = Buffer.alloc(0);
  #used = 0;
  #upload: string | undefined;
  readonly #tags: string[] = [];
  #isWhole = false;

  constructor(client: S3Client, key: BlobKey) {
    this.#client = client;
    this.#key = key;
  }

  async write(piece: Uint8Array): Promise<void> {
    for (let at = 0; at < piece.byteLength; ) {
      const taken = piece.subarray(at, at + PART_BYTES - this.#used);
      this.#keep(taken);
      at += taken.byteLength;
      if (this.#used === PART_BYTES) await this.#sendPart();
    }
  }

  async finish(): Promise<void> {
    if (this.#upload === undefined) {
      await this.#ok({ method: "PUT", name: this.#key, body: this.#taken() });
    } else {
      if (this.#used > 0) await this.#sendPart();
      const parts = this.#tags.map((tag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${xmlText(tag)}</ETag></Part>`);
      const body = `<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`;
      const response = await this.#client.send({ method: "POST", name: this.#key, query: { uploadId: this.#upload }, body });
      const said = await response.text();
      // When its answer was lost and it was asked again, there is no upload any more, but the blob; no other has its key.
      if (response.status === 404) await this.#drained({ method: "HEAD", name: this.#key });
      // This one may fail after it has said that it has not.
      else if (!response.ok || said.includes("<Error>")) throw new Error(readTag(said, "Code") ?? "The parts were refused.");
    }
    this.#isWhole = true;
  }

  async discard(): Promise<void> {
    const discarded =
      this.#upload === undefined || this.#isWhole
        ? this.#client.send({ method: "DELETE", name: this.#key })
        : this.#client.send({ method: "DELETE", name: this.#key, query: { uploadId: this.#upload } });
    // What cannot be taken back now is found by the sweep.
    await discarded.then((response) => response.body?.cancel()).catch(() => undefined);
  }

  /** Memory grows with what comes: most files are small. */
  #keep(piece: Uint8Array): void {
    const needed = this.#used + piece.byteLength;
    if (needed > this.#part.byteLength) {
      const larger = Buffer.alloc(Math.min(PART_BYTES, Math.max(needed, 2 * this.#part.byteLength, 64 * 1024)));
      larger.set(this.#part.subarray(0, this.#used));
      this.#part = larger;
    }
    this.#part.set(piece, this.#used);
    this.#used = needed;
  }

  #taken(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#part.subarray(0, this.#used));
  }

  async #sendPart(): Promise<void> {
    this.#upload ??= await this.#begin();
    const query = { partNumber: String(this.#tags.length + 1), uploadId: this.#upload };
    const response = await this.#ok({ method: "PUT", name: this.#key, query, body: this.#taken() });
    await response.body?.cancel();
    this.#tags.push(response.headers.get("etag") ?? "");
    this.#used = 0;
  }

  async #begin(): Promise<string> {
    const said = await (await this.#ok({ method: "POST", name: this.#key, query: { uploads: "" } })).text();
    const upload = readTag(said, "UploadId");
    if (upload === undefined) throw new Error("The service of files did not begin an upload.");
    return upload;
  }

  async #drained(request: Parameters<S3Client["send"]>[0]): Promise<void> {
    await (await this.#ok(request)).body?.cancel();
  }

  async #ok(request: Parameters<S3Client["send"]>[0]): Promise<Response> {
    const response = await this.#client.send(request);
    if (response.ok) return response;
    throw new Error(`The service of files answered ${response.status}.`);
  }
}
