import { newId, PROTOCOL, SOCKET_PATH } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

/** Somebody who speaks to the engine itself, by long polling, and reads only when told to. */
class Stranger {
  readonly #address: string;

  private constructor(url: string, sid: string) {
    this.#address = `${url}${SOCKET_PATH}/?EIO=4&transport=polling&sid=${sid}`;
  }

  static handshake(url: string): Promise<Response> {
    return fetch(`${url}${SOCKET_PATH}/?EIO=4&transport=polling`);
  }

  static async open(url: string): Promise<Stranger> {
    const answer = await Stranger.handshake(url);
    return new Stranger(url, (JSON.parse((await answer.text()).slice(1)) as { sid: string }).sid);
  }

  /** Who is in a chat. */
  static async chatting(url: string): Promise<Stranger> {
    const stranger = await Stranger.open(url);
    await stranger.send([connect()]);
    await stranger.read();
    return stranger;
  }

  /** One payload. It may be that the server ends the connection instead of answering. */
  async send(packets: readonly string[]): Promise<void> {
    await fetch(this.#address, { method: "POST", headers: { "content-type": "text/plain" }, body: packets.join("\u001e") }).catch(
      () => undefined,
    );
  }

  async read(): Promise<number> {
    const answer = await fetch(this.#address);
    await answer.text();
    return answer.status;
  }

  /** Whether the server still knows the connection: it refuses what is sent by one that is gone. */
  async isThere(): Promise<boolean> {
    const answer = await fetch(this.#address, { method: "POST", headers: { "content-type": "text/plain" }, body: "3" });
    await answer.text();
    return answer.status === 200;
  }
}

const connect = () => `40${JSON.stringify({ protocol: PROTOCOL, pageId: newId(), clientKey: newId() })}`;
const alive = (count: number) => Array.from({ length: count }, (_, id) => `42${id}["alive"]`);
const open = (limits: ColloquyConfig["limits"]): Promise<ServedApp> => serveApp(createApp(), { config: { limits } });

describe("a connection", () => {
  it("does one handshake, however many of them a payload asks for", async () => {
    await using served = await open({});
    const stranger = await Stranger.open(served.url);
    await stranger.send(Array.from({ length: 400 }, connect));
    expect(await stranger.isThere()).toBe(false);
    expect(served.server.host.registry.sessions.length).toBeLessThanOrEqual(1);
    expect((await fetch(`${served.url}/healthz`)).status).toBe(200);
  });

  it("is ended when it sends many times more than requestsPerSecond allows, whatever it sends", async () => {
    await using served = await open({ requestsPerSecond: 2 });
    const patient = await Stranger.chatting(served.url);
    await patient.send(alive(40));
    expect(await patient.isThere()).toBe(true);
    const flooding = await Stranger.chatting(served.url);
    await flooding.send(alive(60));
    expect(await flooding.isThere()).toBe(false);
    const silent = await Stranger.chatting(served.url);
    await silent.send(Array.from({ length: 60 }, () => "3"));
    expect(await silent.isThere()).toBe(false);
  });

  it("is ended when more than unsentBytes wait for who asks and never reads", async () => {
    await using served = await open({ unsentBytes: 64 * 1024, requestsPerSecond: 100_000, addressRequestsPerSecond: 100_000 });
    const reader = await Stranger.chatting(served.url);
    for (let round = 0; round < 5; round++) {
      await reader.send(alive(100));
      expect(await reader.read()).toBe(200);
    }
    const deaf = await Stranger.chatting(served.url);
    for (let round = 0; round < 5; round++) await deaf.send(alive(100));
    expect(await deaf.isThere()).toBe(false);
    expect(await reader.isThere()).toBe(true);
  });

  it("is refused beside as many as addressConnections, until one of them ends", async () => {
    await using served = await open({ addressConnections: 2 });
    const [first] = [await Stranger.open(served.url), await Stranger.open(served.url)];
    expect((await Stranger.handshake(served.url)).status).toBe(403);
    await first.send(["1"]);
    await expect.poll(async () => (await Stranger.handshake(served.url)).status).toBe(200);
  });

  it("is refused after as many in a minute as addressConnectionsPerMinute, before anything is done for it", async () => {
    await using served = await open({ addressConnectionsPerMinute: 3 });
    for (let n = 0; n < 3; n++) expect((await Stranger.handshake(served.url)).status).toBe(200);
    const refused = await Stranger.handshake(served.url);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("Too many connections from this network.");
  });
});

describe("addressRequestsPerSecond", () => {
  it("is how much all people of one address may ask for, over HTTP and by their connections", async () => {
    await using served = await open({ addressRequestsPerSecond: 2 });
    const ask = async () => {
      const answer = await fetch(`${served.url}/api/config`);
      await answer.arrayBuffer();
      return answer.status;
    };
    const statuses = await Promise.all(Array.from({ length: 12 }, ask));
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    // The page itself is for everybody.
    expect((await fetch(`${served.url}/healthz`)).status).toBe(200);
  });
});
