// The page for people who are not signed in, with every way of signing in; &error=access_denied comes back from one of them.
import type { AuthFacts } from "@colloquy/protocol";
import { useEffect, useState } from "react";
import type { AppConfig } from "../src/app/config.ts";
import { SignInPage } from "../src/features/sign-in/sign-in-page.tsx";
import { lateStrings } from "../src/i18n/late-strings.ts";

/** Somebody is signed in, and could do it again in these ways. */
export const AUTH: AuthFacts = {
  loginRequired: true,
  user: {
    id: "5f0c2f3e-2f39-4b7a-9d5e-0c2f3e5f9d5e",
    identifier: "ada@example.com",
    displayName: "Ada Lovelace",
    roles: [],
    metadata: {},
    createdAt: "2026-01-05T08:00:00.000Z",
  },
  providers: [
    { kind: "password", id: "password", label: "Password" },
    { kind: "redirect", id: "github", label: "GitHub" },
  ],
};

export function SignInState({ config }: { readonly config: AppConfig }) {
  // As the page itself does it: the words of the sign-in come with it.
  if (!useLateStrings()) return null;
  return <SignInPage auth={{ ...AUTH, user: null }} config={config} root="" search={location.search} onSignedIn={() => undefined} />;
}

function useLateStrings(): boolean {
  const [there, set] = useState(false);
  useEffect(() => void lateStrings().then(() => set(true)), []);
  return there;
}
