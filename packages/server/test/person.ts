// Somebody with the real client in the tests of the server: says something, and reads the answer.
import { ChatClient, memoryStorage, type Overview } from "@colloquy/client";
import type { ThreadId } from "@colloquy/protocol";

export class Person implements Disposable {
  readonly client: ChatClient;

  /** `url` is the server's with its root path. A storage that is given again is the same browser tab. */
  constructor(url: string, options: { readonly threadId?: ThreadId; readonly storage?: ReturnType<typeof memoryStorage> } = {}) {
    this.client = new ChatClient({ url, storage: memoryStorage(), ...options });
    this.client.connect();
  }

  /** Says something and resolves with the last message when nothing runs any more. */
  async ask(text: string): Promise<string> {
    const id = this.client.sendMessage(text);
    await this.until(({ busy }) => !busy && this.stepIds.includes(id) && this.stepIds.at(-1) !== id);
    return this.texts.at(-1) ?? "";
  }

  get stepIds() {
    const { store } = this.client;
    return store.getOverview().turnIds.flatMap((turnId) => store.getTurn(turnId)?.stepIds ?? []);
  }

  get texts(): string[] {
    return this.stepIds.map((id) => this.client.store.text(id).read());
  }

  /** Resolves when the overview is as wished. */
  until(isWished: (overview: Overview) => boolean): Promise<Overview> {
    const { store } = this.client;
    return new Promise((resolve) => {
      const check = () => {
        const overview = store.getOverview();
        if (!isWished(overview)) return;
        stop();
        resolve(overview);
      };
      const stop = store.subscribe(check);
      check();
    });
  }

  live(): Promise<Overview> {
    return this.until(({ connection }) => connection.phase === "live");
  }

  [Symbol.dispose](): void {
    this.client.close();
  }
}
