// Where somebody proves who they are: asks the providers and the app's handlers, slows down who guesses, and tells nobody what was wrong.
import { ChatError, isChatError } from "@colloquy/protocol";
import { BackOff } from "../auth/back-off.ts";
import { checkPerson } from "../auth/check-person.ts";
import { toNetwork } from "../auth/network.ts";
import type { Arrival, RedirectProvider, SignInRequest } from "../auth/provider.ts";
import type { SignedInUser } from "../auth/user.ts";
import { UsualPlaces } from "../auth/usual-places.ts";
import { type Clock, wait } from "../clock.ts";
import type { SharedCounts } from "../counts/shared-counts.ts";
import type { Logger } from "../logger.ts";
import { runOutside } from "../session/context.ts";
import type { App } from "./app.ts";
import type { AuthMethods } from "./auth-methods.ts";

export interface SignInDeskOptions {
  readonly app: App;
  readonly methods: AuthMethods;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where misses are counted. */
  readonly counts: SharedCounts;
}

/** Somebody who has proved who they are. */
export interface Proven {
  readonly person: SignedInUser;
  /** How: the id of the provider, or Chainlit's name for it. */
  readonly provider: string;
}

/** Failures take a multiple of this: how long a handler took must not tell whether it knew the name. */
const FAILURE_MS = 300;

/** Turns proofs into people. */
export class SignInDesk {
  readonly #options: SignInDeskOptions;
  readonly #accounts: BackOff;
  readonly #networks: BackOff;
  readonly #usual: UsualPlaces;

  constructor(options: SignInDeskOptions) {
    this.#options = options;
    const { counts } = options;
    // Short for accounts, so that nobody can lock somebody else out.
    this.#accounts = new BackOff(counts.misses({ name: "accounts", free: 5, mostMs: 30_000 }));
    this.#networks = new BackOff(counts.misses({ name: "networks", free: 15, mostMs: 15 * 60_000 }));
    this.#usual = new UsualPlaces(counts);
  }

  /** Throws UNAUTHENTICATED in the same words for an unknown name and a wrong password; OVERLOADED for who tries too often. */
  async password(credentials: { readonly username: string; readonly password: string }, request: SignInRequest): Promise<Proven> {
    const began = this.#options.clock.now();
    const account = credentials.username.toLowerCase().trim();
    const network = toNetwork(request.address);
    const guessed = await this.#usual.keyOf(account, network);
    await this.#networks.attempt(network);
    try {
      await this.#accounts.attempt(guessed);
    } catch (error) {
      await this.#networks.forgive(network, "one");
      throw error;
    }
    const asked = this.#options.methods.passwords.map((provider) => ({
      provider: provider.id === "password" ? "credentials" : provider.id,
      verify: () => provider.verify(credentials, request),
    }));
    const proven = await this.#firstOf(asked, "passwordAuth");
    if (proven) {
      await Promise.all([
        this.#accounts.forgive(guessed, "all"),
        this.#usual.remember(account, network),
        // Not all: who has one account must not be able to guess at others between two sign-ins of their own.
        this.#networks.forgive(network, "one"),
      ]);
      return proven;
    }
    await this.#delayFailure(began);
    throw wrongCredentials();
  }

  /** For a request that a trusted proxy sent; whether it did is the caller's to know. */
  async header(request: SignInRequest): Promise<Proven> {
    const asked = this.#options.methods.headers.map(({ id, verify }) => ({ provider: id, verify: () => verify(request.headers, request) }));
    const proven = await this.#firstOf(asked, "headerAuth");
    if (!proven) throw wrongCredentials();
    return proven;
  }

  /** Somebody is back from a provider, and `state` was the right one. */
  async redirect(provider: RedirectProvider, arrival: Arrival): Promise<Proven> {
    const identity = await runOutside(() => provider.finish(arrival));
    const { oauth } = this.#options.app.handlers;
    const asked = [{ provider: provider.id, verify: async () => oauth?.({ ...identity, providerId: provider.id }) ?? null }];
    const proven = await this.#firstOf(asked, "oauth");
    if (!proven) throw new ChatError("UNAUTHENTICATED", "This account may not come in.", { fix: "Sign in with another one." });
    return proven;
  }

  /** The first who is somebody. What one throws is logged and answered as if it knew nobody: it must not show what it knew. */
  async #firstOf(
    asked: readonly { readonly provider: string; verify(): Promise<unknown> }[],
    handler: string,
  ): Promise<Proven | undefined> {
    for (const { provider, verify } of asked) {
      try {
        const person = checkPerson(await runOutside(verify), handler);
        if (person) return { person, provider };
      } catch (error) {
        this.#options.logger.error({ err: error, provider }, `${handler} failed; nobody was signed in`);
        if (isChatError(error) && error.code === "UNAVAILABLE") throw error;
      }
    }
    return undefined;
  }

  #delayFailure(began: number): Promise<void> {
    const took = Math.max(0, this.#options.clock.now() - began);
    return wait(this.#options.clock, FAILURE_MS - (took % FAILURE_MS));
  }
}

function wrongCredentials(): ChatError {
  return new ChatError("UNAUTHENTICATED", "The name or the password is not right.", { fix: "Try again." });
}
