// The page for people who are not signed in. It knows where they wanted to go.
import type { AuthFacts, SignedInPerson } from "@colloquy/protocol";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { AppConfig } from "../../app/config.ts";
import { Mark } from "../../components/ui/mark.tsx";
import { problemOfAddress } from "./auth-api.ts";
import { nextPlace } from "./next-place.ts";
import { Sea } from "./sea.tsx";
import { WaysIn } from "./ways-in.tsx";

interface SignInPageProps {
  readonly auth: AuthFacts;
  readonly config: AppConfig;
  readonly root: string;
  /** The query of the page's address. */
  readonly search: string;
  readonly onSignedIn: (person: SignedInPerson) => void;
}

export function SignInPage({ auth, config, root, search, onSignedIn }: SignInPageProps) {
  const { t } = useTranslation();
  const byHeaderOnly = auth.providers.every(({ kind }) => kind === "header");
  useEffect(() => {
    document.title = `${t("signIn.title")} · ${config.name}`;
  }, [t, config.name]);
  return (
    <div className="login" data-picture={byHeaderOnly ? undefined : ""}>
      <main>
        <Brand config={config} />
        <section className="card" aria-labelledby="sign-in-title">
          <h1 id="sign-in-title">{t("signIn.title")}</h1>
          <p className="sub">{t("signIn.text")}</p>
          <WaysIn
            auth={auth}
            root={root}
            name={config.name}
            next={nextPlace(search)}
            problem={problemOfAddress(new URLSearchParams(search).get("error"))}
            onSignedIn={onSignedIn}
          />
          {!auth.loginRequired && (
            <a className="btn quiet lg wide" href={`${root}/`}>
              {t("signIn.without")}
            </a>
          )}
        </section>
      </main>
      {!byHeaderOnly && <Picture config={config} />}
    </div>
  );
}

function Brand({ config: { name, looks } }: Pick<SignInPageProps, "config">) {
  if (looks.logo)
    return (
      <div className="brand">
        <img className="logo by-day" src={looks.logo.light} alt={name} />
        <img className="logo by-night" src={looks.logo.dark} alt={name} />
      </div>
    );
  return (
    <div className="brand">
      {looks.icon === undefined ? <Mark size={28} /> : <img className="own-mark" src={looks.icon} alt="" />}
      <bdi>{name}</bdi>
    </div>
  );
}

function Picture({ config: { looks } }: Pick<SignInPageProps, "config">) {
  const picture = looks.loginPage;
  if (!picture) return <aside aria-hidden>{<Sea />}</aside>;
  const filters = { "--by-day": picture.filter, "--by-night": picture.darkFilter } as React.CSSProperties;
  return (
    <aside aria-hidden style={filters}>
      <img src={picture.image} alt="" />
    </aside>
  );
}
