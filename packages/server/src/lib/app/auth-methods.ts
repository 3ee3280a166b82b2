// How one may sign in to an app: its handlers and its providers as one list, and whether anybody gets in without.
import { ChatError, type OfferedProvider } from "@colloquy/protocol";
import type { AuthProvider, HeaderProvider, PasswordProvider, RedirectProvider } from "../auth/provider.ts";
import type { App } from "./app.ts";

export interface AuthMethodsOptions {
  /** `auth.allowVisitors` of the configuration. */
  readonly allowVisitors?: boolean | undefined;
  /** Providers that the environment sets up. The app's own with the same id take their place. */
  readonly providers?: readonly AuthProvider[];
}

/** The ways of signing in; asked anew each time, because an app may still register some while it starts. */
export class AuthMethods {
  readonly #app: App;
  readonly #options: AuthMethodsOptions;

  constructor(app: App, options: AuthMethodsOptions = {}) {
    this.#app = app;
    this.#options = options;
  }

  get loginRequired(): boolean {
    return !(this.#options.allowVisitors ?? this.all.length === 0);
  }

  get all(): AuthProvider[] {
    const { passwordAuth, headerAuth } = this.#app.handlers;
    const own = this.#app.authProviders;
    const given = (this.#options.providers ?? []).filter(({ id }) => !own.some((one) => one.id === id));
    return [
      ...(passwordAuth ? [toPassword(passwordAuth)] : []),
      ...(headerAuth ? [toHeader(headerAuth)] : []),
      // Anybody can have an account elsewhere: without somebody who decides, a provider lets nobody in.
      ...[...own, ...given].filter(({ kind }) => kind !== "redirect" || this.#app.handlers.oauth !== undefined),
    ];
  }

  get passwords(): PasswordProvider[] {
    return this.all.filter((provider) => provider.kind === "password");
  }

  get headers(): HeaderProvider[] {
    return this.all.filter((provider) => provider.kind === "header");
  }

  get redirects(): RedirectProvider[] {
    return this.all.filter((provider) => provider.kind === "redirect");
  }

  /** What the sign-in page may know. */
  get offered(): OfferedProvider[] {
    return this.all.map(({ id, kind, label, icon }) => ({ id, kind, label, ...(icon !== undefined && { icon }) }));
  }

  /** Throws BAD_CONFIG for half a way of signing in: people would be let in, or kept out, without anybody wanting it. */
  check(): void {
    const { oauth } = this.#app.handlers;
    const redirects = [...this.#app.authProviders, ...(this.#options.providers ?? [])].filter(({ kind }) => kind === "redirect");
    if (redirects.length > 0 && !oauth) {
      throw new ChatError(
        "BAD_CONFIG",
        `People can sign in with ${redirects.map(({ label }) => label).join(", ")}, but the app does not say who may come in.`,
        {
          fix: "Decide in the app: cl.oauth((info) => info.user) takes everybody who has an account there.",
        },
      );
    }
    if (oauth && redirects.length === 0) {
      throw new ChatError("BAD_CONFIG", "The app has an oauth handler, but no provider is set up.", {
        fix: "Set the variables of at least one, as COLLOQUY_OAUTH_GITHUB_CLIENT_ID and COLLOQUY_OAUTH_GITHUB_CLIENT_SECRET.",
      });
    }
  }
}

/** Chainlit's name for it in a person's metadata is `credentials`; see `sign-in-desk.ts`. */
function toPassword(handler: NonNullable<App["handlers"]["passwordAuth"]>): PasswordProvider {
  return { id: "password", kind: "password", label: "Password", verify: async (credentials, request) => handler(credentials, request) };
}

function toHeader(handler: NonNullable<App["handlers"]["headerAuth"]>): HeaderProvider {
  return { id: "header", kind: "header", label: "Single sign-on", verify: async (headers, request) => handler(headers, request) };
}
