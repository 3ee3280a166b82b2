// A process that puts into a folder until it is killed, or until the disk takes no more:
// node --import jiti/register killed-put.ts <folder>
import { isChatError } from "@colloquy/protocol";
import { createFileSystemBlobStore } from "../file-system.ts";

const [, , folder = ""] = process.argv;
const store = createFileSystemBlobStore({ folder });

async function* endless() {
  const piece = new Uint8Array(64 * 1024);
  for (let count = 0; ; count += 1) {
    if (count === 4) process.stdout.write("writing\n");
    yield piece;
  }
}

try {
  await store.open();
  await store.put(endless(), { maxBytes: 1024 ** 3 });
} catch (error) {
  if (!isChatError(error)) throw error;
  process.stdout.write(`${JSON.stringify({ code: error.code, message: error.message, fix: error.fix })}\n`);
}
