import { createServer } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { startRedis } from "../relay/testing/start-redis.ts";
import { RedisLines } from "./redis-lines.ts";

function open(url: string): Promise<string | undefined> {
  const lines = new RedisLines({ url });
  onTestFinished(() => lines.close());
  return lines.open();
}

async function redis(...settings: readonly string[]) {
  const server = await startRedis(...settings);
  onTestFinished(() => server.remove());
  return server.url.slice("redis://".length);
}

it("A Redis that refuses the password, or wants one, says so, and nothing of the password is repeated", async () => {
  const server = await startRedis();
  onTestFinished(() => server.remove());
  const host = server.url.slice("redis://".length);
  await server.command("ACL", "SETUSER", "chat", "on", ">richtig", "~*", "&*", "+@all");
  await server.command("CONFIG", "SET", "requirepass", "anderes");
  await expect(open(`redis://${host}`)).rejects.toMatchObject({ code: "BAD_CONFIG", message: expect.stringContaining("password") });
  const refused = open(`redis://chat:geheim@${host}`);
  await expect(refused).rejects.toMatchObject({ code: "BAD_CONFIG", fix: expect.stringContaining("redis://user:password@host") });
  await expect(refused).rejects.not.toThrow(/geheim/);
  await open(`redis://chat:richtig@${host}`);
});

it("A database number that Redis does not have is refused with what to do, and one that it has is taken", async () => {
  const host = await redis();
  await expect(open(`redis://${host}/99`)).rejects.toMatchObject({ code: "BAD_CONFIG", fix: expect.stringContaining("?prefix=") });
  await open(`redis://${host}/3`);
});

it("A copy of a Redis, which cannot be written to, is refused when it is opened and not at each step", async () => {
  const [ip = "", port = ""] = (await redis()).split(":");
  const copy = await redis("--replicaof", ip, port);
  await expect(open(`redis://${copy}`)).rejects.toMatchObject({ code: "BAD_CONFIG", fix: expect.stringContaining("primary") });
});

it("A Redis that is too old is refused with the oldest that will do", async () => {
  // None so old can be installed any more: this one says of itself what an old one says.
  const old = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      for (const word of String(data).match(/\r\n(HELLO|CLIENT|INFO|SELECT|PING)\r\n/g) ?? [])
        socket.write(word.includes("INFO") ? "$35\r\nredis_version:5.0.14\r\nrole:master\r\n\r\n" : "+OK\r\n");
    });
  });
  await new Promise<void>((resolve) => old.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void old.close());
  const address = old.address();
  const port = typeof address === "object" ? address?.port : 0;
  await expect(open(`redis://127.0.0.1:${port}`)).rejects.toMatchObject({ code: "BAD_CONFIG", fix: expect.stringContaining("6.2") });
});
