// Somebody who gives files to a chat, in the tests of the server.
import { newId, type ThreadId } from "@colloquy/protocol";
import type { ServedApp } from "../src/lib/testing/serve-app.ts";
import { Browser } from "./browser.ts";

export interface Uploaded {
  readonly key: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly code?: string;
}

/** Somebody in a chat of theirs in which nothing was said yet. */
export class Uploader extends Browser {
  readonly threadId: ThreadId;

  private constructor(url: string, threadId: ThreadId, jar: Map<string, string>) {
    super(url);
    this.threadId = threadId;
    for (const [name, value] of jar) this.jar.set(name, value);
  }

  static async come(served: ServedApp, name = newId()): Promise<Uploader> {
    const browser = new Browser(served.url);
    await browser.signIn(name, "x");
    const { attached } = await browser.connect();
    return new Uploader(served.url, attached.threadId, browser.jar);
  }

  async upload(content: BodyInit, init: RequestInit & { readonly name?: string } = {}): Promise<Uploaded> {
    const answer = await this.send(content, init);
    return (await answer.json()) as Uploaded;
  }

  send(content: BodyInit, { name, ...init }: RequestInit & { readonly name?: string } = {}): Promise<Response> {
    const query = name === undefined ? "" : `?name=${encodeURIComponent(name)}`;
    return this.fetch(`/api/threads/${this.threadId}/files${query}`, {
      method: "POST",
      body: content,
      duplex: "half",
      ...init,
    } as RequestInit);
  }

  read(key: string, init: RequestInit & { readonly query?: string } = {}): Promise<Response> {
    return this.fetch(`/api/threads/${this.threadId}/files/${key}${init.query ?? ""}`, init);
  }
}
