// A client against a test server: impatient, with storage that a second one can share, and waiting by condition instead of time.
import { ChatClient, type ChatClientOptions, type LinkTimings, memoryStorage, type Overview, type PageSignals } from "../src/index.ts";

export const IMPATIENT: LinkTimings = {
  retryMinMs: 5,
  retryMaxMs: 30,
  reachWithinMs: 1_000,
  attachWithinMs: 1_500,
  aliveWithinMs: 500,
  tickMs: 100,
  quietMs: 60,
};

/** Longer than anything takes on the busiest machine, and shorter than a test may. */
const PATIENCE_MS = 100_000;

export class TestClient extends ChatClient implements Disposable {
  readonly page: TestPage;

  constructor(options: ChatClientOptions) {
    const page = new TestPage();
    super({ storage: memoryStorage(), timings: IMPATIENT, signals: page, ...options });
    this.page = page;
    this.connect();
  }

  /** Resolves as soon as the overview is as wished. What does not come within `PATIENCE_MS` never will: it rejects and says how all stands. */
  until(isWished: (overview: Overview) => boolean): Promise<Overview> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const overview = this.store.getOverview();
        if (!isWished(overview)) return;
        end();
        resolve(overview);
      };
      const stop = this.store.subscribe(check);
      const tooLate = setTimeout(() => {
        end();
        reject(new Error(`It did not come about within ${PATIENCE_MS} ms: ${isWished}\nAll stands so: ${this.#describe()}`));
      }, PATIENCE_MS);
      const end = () => {
        clearTimeout(tooLate);
        stop();
      };
      check();
    });
  }

  #describe(): string {
    const { connection, ready, pending, busy, asks, turnIds } = this.store.getOverview();
    const turns = turnIds.slice(-2).map((id) => this.store.getTurn(id));
    return JSON.stringify({ connection, ready, pending, busy, asks, turns }).slice(0, 4_000);
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
