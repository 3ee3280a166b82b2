// The sign-in ended while the page was open. It is asked for over the page; what was written stays beneath.
import { useChatClient } from "@colloquy/client/react";
import type { AuthFacts, SignedInPerson } from "@colloquy/protocol";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { useSignedOut } from "./use-signed-out.ts";
import { WaysIn } from "./ways-in.tsx";

export function SignInAgain({ auth }: { readonly auth: AuthFacts }) {
  const { t } = useTranslation();
  const client = useChatClient();
  const { config, root, announcer } = useAppContext();
  const [later, setLater] = useState(false);
  const signedOut = useSignedOut();
  useEffect(() => {
    if (signedOut) setLater(false);
  }, [signedOut]);
  if (later) return null;

  const goOn = (person: SignedInPerson) => {
    // Somebody else must not see what lies on the page of the one before.
    if (auth.user && person.id !== auth.user.id) return location.assign(`${root}/`);
    announcer.say(t("signIn.againDone"));
    client.retryNow();
  };
  return (
    <Dialog title={t("signIn.againTitle")} closeLabel={t("common.close")} id="sign-in-again" onClose={() => setLater(true)}>
      <div className="sign-in-again">
        <p>{t("signIn.againText")}</p>
        <WaysIn
          auth={auth}
          root={root}
          name={config.name}
          next={location.pathname.slice(root.length) || "/"}
          {...(auth.user && { username: auth.user.identifier })}
          onSignedIn={goOn}
        />
      </div>
    </Dialog>
  );
}
