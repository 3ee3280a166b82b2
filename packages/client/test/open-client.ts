// A client against a test server: impatient, with storage that a second one can share, and waiting by condition instead of time.
import { ChatClient, type ChatClientOptions, type LinkTimings, memoryStorage, type Overview, type PageSignals } from "../src/index.ts";

export const IMPATIENT: LinkTimings = {
  retryMinMs: 5,
  retryMaxMs: 30,
  attachWithinMs: 1_500,
  aliveWithinMs: 150,
  tickMs: 20,
  quietMs: 60,
};

export class TestClient extends ChatClient implements Disposable {
  readonly page: TestPage;

  constructor(options: ChatClientOptions) {
    const page = new TestPage();
    super({ storage: memoryStorage(), timings: IMPATIENT, signals: page, ...options });
    this.page = page;
    this.connect();
  }

  /** Resolves as soon as the overview is as wished. */
  until(isWished: (overview: Overview) => boolean): Promise<Overview> {
    return new Promise((resolve) => {
      const check = () => {
        const overview = this.store.getOverview();
        if (!isWished(overview)) return;
        stop();
        resolve(overview);
      };
      const stop = this.store.subscribe(check);
      check();
    });
  }

  live(): Promise<Overview> {
    return this.until(({ connection }) => connection.phase === "live");
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** A browser whose signs a test gives. */
export class TestPage implements PageSignals {
  online = true;
  readonly #wake = new Set<() => void>();
  readonly #offline = new Set<() => void>();

  isOnline(): boolean {
    return this.online;
  }

  onWake(listener: () => void): () => void {
    this.#wake.add(listener);
    return () => void this.#wake.delete(listener);
  }

  onOffline(listener: () => void): () => void {
    this.#offline.add(listener);
    return () => void this.#offline.delete(listener);
  }

  wake(): void {
    this.online = true;
    for (const listener of [...this.#wake]) listener();
  }

  goOffline(): void {
    this.online = false;
    for (const listener of [...this.#offline]) listener();
  }
}

/** Resolves as soon as the condition holds. */
export async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
