// What a Redis must be, asked once when its connections are opened: a wrong password, a copy that cannot be written to and one that is too old would
// else look as if nobody were there, or fail at each step later.
import { ChatError } from "@colloquy/protocol";
import type { RedisClientType } from "@redis/client";
import { unavailable, within } from "../patience.ts";

const OLDEST = [6, 2] as const;

/**
 * Connects all of them; answers with advice, if there is any for the operator. Throws BAD_CONFIG for what does not mend itself, UNAVAILABLE for the
 * rest; then all are closed.
 */
export async function openRedis(clients: readonly RedisClientType[], limitMs: number): Promise<string | undefined> {
  let last: unknown;
  // A client that is refused would try again for ever.
  const refused = new Promise<never>((_, reject) => {
    for (const client of clients) {
      client.on("error", (error: unknown) => {
        last = error;
        const mistake = toMistake(error);
        if (mistake) reject(mistake);
      });
    }
  });
  refused.catch(() => undefined);
  try {
    await within(Promise.race([Promise.all(clients.map((client) => client.connect())), refused]), limitMs);
    return clients[0] && (await within(mustFit(clients[0]), limitMs));
  } catch (error) {
    for (const client of clients) client.destroy();
    if (error instanceof ChatError) throw error;
    throw (
      toMistake(error) ??
      unavailable("Redis cannot be reached.", last ?? error, "Check the address, whether it runs, and whether it speaks TLS.")
    );
  }
}

/** What Redis says only where the address is wrong. */
function toMistake(error: unknown): ChatError | undefined {
  const said = error instanceof Error ? error.message : String(error);
  if (/^(NOAUTH|WRONGPASS|ERR AUTH|ERR invalid password)/.test(said))
    return new ChatError("BAD_CONFIG", "Redis refuses the password, or wants one.", {
      cause: error,
      fix: "Write it into the address, with signs like @ and / as %40 and %2F: redis://user:password@host:6379.",
    });
  if (/^ERR (DB index|invalid DB index|SELECT)/i.test(said))
    return new ChatError("BAD_CONFIG", "Redis has no database of that number.", {
      cause: error,
      fix: "Take the number off the end of the address; apps that share a Redis take different prefixes: redis://host:6379?prefix=team.",
    });
  return undefined;
}

async function mustFit(client: RedisClientType): Promise<string | undefined> {
  // Who may not ask for it may still do all the rest.
  const info = await client.sendCommand<string>(["INFO"]).catch((error: unknown) => {
    if (error instanceof Error && error.message.startsWith("NOPERM")) return "";
    throw error;
  });
  if (/^role:slave/m.test(info))
    throw new ChatError("BAD_CONFIG", "This Redis is a copy of another one and cannot be written to.", {
      fix: "Write the address of the primary one.",
    });
  const version = /^redis_version:(\d+)\.(\d+)/m.exec(info);
  if (!version) return undefined;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))
    throw new ChatError("BAD_CONFIG", `This Redis is of version ${major}.${minor}, which is too old.`, {
      fix: `Use Redis ${OLDEST.join(".")} or newer, or Valkey.`,
    });
  return adviceOn(info);
}

/** Nothing says so when it happens: a server whose lease was thrown away is taken for dead, and what was counted begins anew. */
function adviceOn(info: string): string | undefined {
  const [, policy = "noeviction"] = /^maxmemory_policy:(\S+)/m.exec(info) ?? [];
  const [, most = "0"] = /^maxmemory:(\d+)/m.exec(info) ?? [];
  if (policy === "noeviction" || most === "0") return undefined;
  return `Redis throws keys away when its memory is full (maxmemory-policy ${policy}). Then servers that are well are taken for dead, and limits and used tickets are forgotten: set maxmemory-policy noeviction, or give this app a Redis of its own`;
}
