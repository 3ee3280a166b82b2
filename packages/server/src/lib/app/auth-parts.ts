// Everything about sign-in that routes and sockets share.
import type { SealedState } from "../auth/sealed-state.ts";
import type { SignInTokens } from "../auth/sign-in-tokens.ts";
import type { SignIns } from "../auth/sign-ins.ts";
import type { AuthMethods } from "./auth-methods.ts";
import type { SignInDesk } from "./sign-in-desk.ts";

export interface AuthParts {
  readonly methods: AuthMethods;
  readonly desk: SignInDesk;
  readonly signIns: SignIns;
  readonly tokens: SignInTokens;
  /** What a redirect must find again when it comes back. */
  readonly sealed: SealedState;
}
