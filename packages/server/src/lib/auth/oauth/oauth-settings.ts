// What has to be known of a server that says who somebody is.
import { ChatError } from "@colloquy/protocol";

interface CommonSettings {
  /** Part of addresses: letters, digits and dashes. The redirect address to register is `<your address>/auth/oauth/<id>/callback`. */
  readonly id: string;
  /** What the sign-in page calls it. Default: the id. */
  readonly label?: string;
  /** Address of a picture for its button. Default: none. */
  readonly icon?: string;
  /** What the other side calls your app. */
  readonly clientId: string;
  /** The secret that belongs to it; read it from the environment. */
  readonly clientSecret: string;
  /** What is asked for, separated by spaces. Default "openid profile email". */
  readonly scope?: string;
  /** As OpenID Connect defines it: "login", "consent", "select_account" … Default: the other side decides. */
  readonly prompt?: string | undefined;
  /** More parameters of the first address. */
  readonly params?: Readonly<Record<string, string>>;
  /** Which field of the profile is the person's `identifier`. Default "email". */
  readonly identifier?: string;
  /** Which field holds the address of their picture. Default "picture". */
  readonly image?: string;
  /** Takes an email address as identifier although nobody checked it: the other side says so, or with OpenID Connect says nothing. Default false. */
  readonly acceptUnverifiedEmail?: boolean;
  /** How the secret is sent: in the form, or in the header. Default "post". */
  readonly clientAuth?: "post" | "basic";
}

/** A server with OpenID Connect: all else is read from its `/.well-known/openid-configuration`. */
export interface OpenIdSettings extends CommonSettings {
  /** As in its ID tokens, as "https://sso.example.com/realms/staff". */
  readonly issuer: string;
  /** Asks for the code and an ID token in one posted answer. Default false. */
  readonly hybrid?: boolean;
  /** Where the profile is, when it is not where the server says. */
  readonly userInfoUrl?: string;
}

/** A server with plain OAuth 2. */
export interface PlainOAuthSettings extends CommonSettings {
  /** Where people are sent to sign in. */
  readonly authorizeUrl: string;
  /** Where the server exchanges their code for a token. */
  readonly tokenUrl: string;
  /** Gives the profile as JSON for the access token. */
  readonly userInfoUrl: string;
}

/** One server people can prove with who they are. */
export type OAuthSettings = OpenIdSettings | PlainOAuthSettings;

/** What is told about somebody, unchanged. */
export type OAuthProfile = Readonly<Record<string, unknown>>;

/** Asks for more about somebody, with their access token. What it answers is added to the profile; a failure adds nothing. */
export type OAuthEnrich = (
  ask: (url: string) => Promise<Response>,
  settings: OAuthSettings,
  profile: OAuthProfile,
) => Promise<OAuthProfile>;

/** True when the server speaks OpenID Connect. */
export function isOpenId(settings: OAuthSettings): settings is OpenIdSettings {
  return "issuer" in settings;
}

/** Throws BAD_CONFIG for an address that is none. */
export function assertAddresses(settings: OAuthSettings): void {
  const addresses = isOpenId(settings)
    ? { issuer: settings.issuer, ...(settings.userInfoUrl !== undefined && { userInfoUrl: settings.userInfoUrl }) }
    : { authorizeUrl: settings.authorizeUrl, tokenUrl: settings.tokenUrl, userInfoUrl: settings.userInfoUrl };
  for (const [name, address] of Object.entries(addresses))
    if (!/^https?:\/\//.test(address) || !URL.canParse(address))
      throw new ChatError("BAD_CONFIG", `The sign-in "${settings.id}": ${name} is not a web address: "${address}".`, {
        fix: 'Write it in full, as "https://sso.example.com".',
      });
}
