// What an author gives to decide who may come in. Each of these makes sign-in required, unless the settings let visitors in too.
import type { Identity, SignInRequest } from "../auth/provider.ts";
import type { SignedInUser, User } from "../auth/user.ts";

type Awaitable<Value> = Value | Promise<Value>;

/** Who the provider says somebody is, for the app to accept, change or refuse. */
export interface OAuthInfo extends Identity {
  /** Which provider: `github`, `google`, or the id of your own. */
  readonly providerId: string;
}

/** Somebody signs out. */
export interface Logout {
  /** Who it was; null when nobody was signed in. */
  readonly user: User | null;
  /** The request they signed out with. */
  readonly request: SignInRequest;
  /** Headers of the answer: append a `set-cookie` here to clear one of yours. */
  readonly responseHeaders: Headers;
}

/** The handlers about sign-in. They run outside of any chat. */
export interface AuthHandlers {
  /** For a name and a password: the person, or null. Say null for an unknown name and a wrong password alike. */
  passwordAuth(
    credentials: { readonly username: string; readonly password: string },
    request: SignInRequest,
  ): Awaitable<SignedInUser | null>;
  /** For the headers a trusted proxy sent: the person, or null. Not called when the request came from anybody else. */
  headerAuth(headers: Headers, request: SignInRequest): Awaitable<SignedInUser | null>;
  /** For everybody who comes back from a provider: the person as they are to be taken (`info.user`, or changed), or null. */
  oauth(info: OAuthInfo): Awaitable<SignedInUser | null>;
  /** After somebody signed out and their cookies were cleared. What is returned is the answer's body. */
  onLogout(logout: Logout): Awaitable<unknown>;
}
