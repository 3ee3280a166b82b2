// Between the settings and the chat: where people sign in, nobody gets on before they have. Who is in already notices nothing.
import type { AuthFacts, SignedInPerson } from "@colloquy/protocol";
import type { i18n } from "i18next";
import type { Root } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { loadAuthFacts } from "../features/sign-in/auth-api.ts";
import { nextPlace, signInAddress } from "../features/sign-in/next-place.ts";
import { lateStrings } from "../i18n/late-strings.ts";
import type { AppConfig } from "./config.ts";
import { waitForServer } from "./wait-for-server.tsx";

interface Boot {
  readonly page: Root;
  readonly strings: i18n;
  readonly config: AppConfig;
  readonly root: string;
}

/** Resolves when somebody may chat; undefined where nobody signs in. The address is then the place they wanted. */
export async function passSignIn(boot: Boot): Promise<AuthFacts | undefined> {
  const { page, strings, config, root } = boot;
  if (!config.signIn) return undefined;
  const auth = await waitForServer(page, strings, () => loadAuthFacts(root));
  const place = location.pathname.slice(root.length) || "/";
  const atSignIn = /^\/login\/?$/.test(place);
  if (!atSignIn && (auth.user || !auth.loginRequired)) return auth;
  if (!atSignIn) history.replaceState(null, "", signInAddress(root, place + location.search + location.hash));
  const user = auth.user ?? (await askWho(boot, auth));
  history.replaceState(null, "", root + nextPlace(location.search));
  return { ...auth, user };
}

async function askWho({ page, strings, config, root }: Boot, auth: AuthFacts): Promise<SignedInPerson> {
  const [{ SignInPage }] = await Promise.all([import("../features/sign-in/sign-in-page.tsx"), lateStrings()]);
  return new Promise((resolve) => {
    page.render(
      <I18nextProvider i18n={strings}>
        <SignInPage auth={auth} config={config} root={root} search={location.search} onSignedIn={resolve} />
      </I18nextProvider>,
    );
  });
}
