// The seam to ways of signing in. A provider says who somebody is and nothing else: sessions, cookies, rate limits, the `state` of a
// redirect and whom the app lets in are the same for all of them. See `auth-provider.contract.ts` for what each must do.
import type { Egress } from "../egress.ts";
import type { SignedInUser } from "./user.ts";

/** The request somebody signs in with. */
export interface SignInRequest {
  /** All headers as they came. They may be anybody's invention unless a trusted proxy sets them. */
  readonly headers: Headers;
  /** The person's address, behind trusted proxies too. */
  readonly address: string;
  /** Whether the person came over HTTPS, behind trusted proxies too. */
  readonly https: boolean;
}

interface ProviderFacts {
  /** Unique in the app; part of addresses, so letters, digits and dashes: `github`, `corp-sso`. */
  readonly id: string;
  /** What the sign-in page calls it, as "GitHub". */
  readonly label: string;
  /** Address of a picture for its button, or a `data:` URL. */
  readonly icon?: string | undefined;
}

/** Asks for a name and a password in a form of ours. */
export interface PasswordProvider extends ProviderFacts {
  /** Which of the three kinds it is. */
  readonly kind: "password";
  /** The person; null for an unknown name and a wrong password alike. What it throws is answered like null, and logged. */
  verify(credentials: { readonly username: string; readonly password: string }, request: SignInRequest): Promise<SignedInUser | null>;
}

/** Believes what a proxy in front of the server has found out. Only asked when the request came from a trusted proxy. */
export interface HeaderProvider extends ProviderFacts {
  /** Which of the three kinds it is. */
  readonly kind: "header";
  /** The person whom the headers name; null when they name nobody. */
  verify(headers: Headers, request: SignInRequest): Promise<SignedInUser | null>;
}

/** Where to send the browser. */
export interface Departure {
  /** The other side's address, with all parameters in it, `state` and `redirect_uri` too. */
  readonly url: string;
  /**
   * What `finish` needs again: a PKCE verifier, a nonce. It travels encrypted in an http-only cookie for ten minutes, so keep it
   * small; JSON only.
   */
  readonly keep?: Readonly<Record<string, string>> | undefined;
}

/** How a redirect came back. */
export interface Arrival {
  /** The parameters of the answer: its query, or its form where `postsBack`. `state` was compared already. */
  readonly params: URLSearchParams;
  /** The same address that `begin` was given. */
  readonly redirectUri: string;
  /** What `begin` returned as `keep`; empty when that was nothing. */
  readonly keep: Readonly<Record<string, string>>;
  /** The request that came back. */
  readonly request: SignInRequest;
  /** Everything a provider fetches goes through this guard (`createEgress`, one per server, made of the setting `egressAllow`). */
  readonly egress: Egress;
}

/** Who the other side says somebody is. */
export interface Identity {
  /** Somebody as the app would take them by default. */
  readonly user: SignedInUser;
  /** The access token, for the app's handler; it is not kept. */
  readonly accessToken?: string | undefined;
  /** The ID token, for the app's handler; it is not kept. */
  readonly idToken?: string | undefined;
  /** What the other side told, unchanged. */
  readonly profile: Readonly<Record<string, unknown>>;
}

/** Sends people elsewhere to prove who they are: OAuth 2, OpenID Connect. The app's `oauth` handler then decides. */
export interface RedirectProvider extends ProviderFacts {
  /** Which of the three kinds it is. */
  readonly kind: "redirect";
  /** True when the answer comes as a form that is posted (`response_mode=form_post`). */
  readonly postsBack?: boolean;
  /** Where to send a browser that wants to sign in. */
  begin(options: {
    readonly state: string;
    readonly redirectUri: string;
    readonly request: SignInRequest;
    /** See `Arrival`. */
    readonly egress: Egress;
  }): Promise<Departure>;
  /** Who it is; throws a ChatError, UNAUTHENTICATED as a rule, when the answer proves nobody. */
  finish(arrival: Arrival): Promise<Identity>;
}

/** One way of signing in. */
export type AuthProvider = PasswordProvider | HeaderProvider | RedirectProvider;
