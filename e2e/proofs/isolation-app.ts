// The app of the isolation proof: every await lets others in, and a worker is shared that some person's handler made.
import * as cl from "colloquy";

interface Job {
  readonly work: () => string;
  readonly done: (result: string) => void;
}

/** A worker as libraries make them: its loop runs in the context of whoever started it. */
class Worker {
  readonly #jobs: Job[] = [];
  #wake: () => void = () => undefined;

  constructor() {
    void this.#loop();
  }

  run(work: () => string): Promise<string> {
    return new Promise((done) => {
      this.#jobs.push({ work, done });
      this.#wake();
    });
  }

  async #loop(): Promise<never> {
    for (;;) {
      const job = this.#jobs.shift();
      if (job) job.done(job.work());
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

// Made lazily, within the turn of the first person who needs it.
let worker: Worker | undefined;

/** A short time in which others run: now, after the pending input and output, or later. */
async function letOthersIn(): Promise<void> {
  const way = Math.random();
  if (way < 0.4) await Promise.resolve();
  else if (way < 0.8) await new Promise((resolve) => setImmediate(resolve));
  else await cl.sleep(Math.random() * 5);
}

const visits = cl.userSession.createAccessor("visits", 0, { apply: (visits) => visits + 1 });

cl.onChatStart(async () => {
  await letOthersIn();
  cl.userSession.set("log", []);
});

cl.onMessage(async ({ content }, { userSession }) => {
  const [secret = "", number = ""] = content.split(" ");
  if (number === "1") cl.userSession.set("secret", secret);
  await letOthersIn();
  const log = cl.userSession.get<string[]>("log", []);
  log.push(secret);
  await letOthersIn();
  const visit = visits.apply();
  worker ??= new Worker();
  const answer = new cl.Message("");
  await answer.streamToken(`${cl.userSession.get("secret")} `);
  await letOthersIn();
  const bound = await worker.run(cl.bind(() => String(cl.userSession.get("secret"))));
  await answer.streamToken(`${bound} `);
  const given = await worker.run(() => String(userSession.get("secret")));
  await letOthersIn();
  await answer.streamToken(`${given} ${visit} `);
  const own = cl.userSession.get<string[]>("log", []).filter((entry) => entry === secret).length;
  await answer.streamToken(`${own}/${cl.userSession.get<string[]>("log", []).length}`);
  await answer.send();
});
