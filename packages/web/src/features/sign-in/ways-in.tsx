// All ways of signing in that the app offers: the form, then a button for each other site.
import type { AuthFacts, SignedInPerson } from "@colloquy/protocol";
import { Globe } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import { redirectAddress, type SignInProblem, signInByHeader } from "./auth-api.ts";
import { PasswordFields } from "./password-fields.tsx";
import { ProblemNotice } from "./problem-notice.tsx";
import { usePasswordForm } from "./use-password-form.ts";
import "../../theme/parts/sign-in.css";

export interface WaysInProps {
  readonly auth: AuthFacts;
  readonly root: string;
  /** The app's name. */
  readonly name: string;
  /** Where the other sites send people back to. */
  readonly next: string;
  readonly problem?: SignInProblem | undefined;
  readonly username?: string;
  readonly onSignedIn: (person: SignedInPerson) => void;
}

export function WaysIn({ auth, root, name, next, problem: first, username, onSignedIn }: WaysInProps) {
  const { t } = useTranslation();
  const byPassword = auth.providers.some(({ kind }) => kind === "password");
  const redirects = auth.providers.filter(({ kind }) => kind === "redirect");
  const header = useHeaderSignIn(auth, root, onSignedIn);
  const { form, problem, missing, busy, onSubmit } = usePasswordForm(root, onSignedIn, first);
  const shown = problem ?? header.problem;
  return (
    <>
      {header.busy && (
        <p className="wait" role="status">
          <span className="spin" aria-hidden />
          {t("signIn.headerBusy")}
        </p>
      )}
      {shown && <ProblemNotice problem={shown} name={name} />}
      {byPassword && (
        <form ref={form} className="ways" noValidate aria-busy={busy || undefined} onSubmit={(event) => void onSubmit(event)}>
          <PasswordFields missing={missing} busy={busy} {...(username !== undefined && { username })} />
          <button type="submit" className="btn primary lg wide" aria-disabled={busy || undefined}>
            {busy && <span className="spin" aria-hidden />}
            {t(busy ? "signIn.busy" : "signIn.submit")}
          </button>
        </form>
      )}
      {byPassword && redirects.length > 0 && (
        <div className="or">
          <span>{t("signIn.or")}</span>
        </div>
      )}
      {redirects.length > 0 && (
        <div className="ways close">
          {redirects.map(({ id, label, icon }) => (
            <a key={id} className="btn lg wide" href={redirectAddress(root, id, next)}>
              {icon === undefined ? <Icon of={Globe} /> : <img src={icon} alt="" width={16} height={16} />}
              {t("signIn.continueWith", { provider: label })}
            </a>
          ))}
        </div>
      )}
      {header.problem && (
        <button type="button" className="btn lg wide" onClick={header.tryAgain}>
          {t("common.tryAgain")}
        </button>
      )}
    </>
  );
}

/** What a proxy knows is asked for without anybody pressing a button. */
function useHeaderSignIn(auth: AuthFacts, root: string, onSignedIn: (person: SignedInPerson) => void) {
  const offered = auth.providers.some(({ kind }) => kind === "header");
  const [tries, setTries] = useState(0);
  const [problem, setProblem] = useState<SignInProblem>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks once, whatever is drawn meanwhile
  useEffect(() => {
    if (!offered) return;
    let left = false;
    void signInByHeader(root).then((outcome) => {
      if (left) return;
      if ("person" in outcome) onSignedIn(outcome.person);
      else setProblem(outcome.problem);
    });
    return () => {
      left = true;
    };
  }, [tries]);
  const tryAgain = () => {
    setProblem(undefined);
    setTries(tries + 1);
  };
  return { busy: offered && !problem, problem, tryAgain };
}
