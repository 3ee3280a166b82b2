// One process that serves the app under the supervisor, from its start to its exit.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { ServerNotice } from "@colloquy/protocol";
import type { Certificate } from "../tls.ts";
import type { FromChild, ToChild } from "./child-messages.ts";

/** How the attempt to serve ended. */
export type Outcome = Extract<FromChild, { readonly type: "serving" | "failed" }>;

export interface Address {
  readonly host: string;
  readonly port: number;
  readonly certificate?: Certificate | undefined;
}

/** How long past its drain a process may take to exit before it is killed. */
const GRACE_MS = 3000;

export class AppProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  /** Where the app wanted to listen, once it is known; also when it then failed. */
  address: Address | undefined;

  /** Starts the process; it loads the framework and waits. */
  constructor(script: string, args: readonly string[]) {
    this.#child = fork(script, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    this.#exited = once(this.#child, "exit");
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Settles when the process is gone. */
  async exited(): Promise<void> {
    await this.#exited;
  }

  /** Loads the app and serves it, on a given port or on the one its configuration says. */
  async serve(port: number | undefined): Promise<Outcome> {
    const outcome = this.#outcome();
    this.#send({ type: "load", port });
    return outcome;
  }

  notify(notice: ServerNotice): void {
    this.#send({ type: "notify", notice });
  }

  /** Lets running turns go on for a moment, has everything written down, and waits until the process is gone. */
  async suspend(drainMs: number): Promise<void> {
    this.#send({ type: "suspend", drainMs });
    await this.#exitWithin(drainMs + GRACE_MS);
  }

  /** Ends a process that serves nothing yet. */
  async discard(): Promise<void> {
    if (this.running) this.#child.kill("SIGTERM");
    await this.#exitWithin(GRACE_MS);
  }

  #outcome(): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#child.on("message", (message: FromChild) => {
        if (message.type === "address") this.address = message;
        else resolve(message);
      });
      void this.#exited.then(() => resolve({ type: "failed", problems: [{ title: this.#epitaph(), fix: "Its last words are above." }] }));
    });
  }

  #epitaph(): string {
    const how = this.#child.signalCode ?? `exit code ${this.#child.exitCode}`;
    return `The app's process ended before it served anything (${how}).`;
  }

  #send(message: ToChild): void {
    // A process that dies at this moment is noticed by its exit.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  async #exitWithin(ms: number): Promise<void> {
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), ms);
    await this.#exited;
    clearTimeout(timer);
  }
}
