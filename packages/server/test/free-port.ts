// A port that nobody uses at the moment, for programs that cannot be told to find one.
import { createServer } from "node:net";

/** Another program may take it before it is used: rare, and then the test says that it is taken. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("There is no free port.");
  return address.port;
}
