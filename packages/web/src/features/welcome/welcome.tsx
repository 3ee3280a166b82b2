// Before the first message: who this is. With a profile it is the profile that introduces itself.
import { useOverview } from "@colloquy/client/react";
import type { ChatProfile } from "@colloquy/protocol";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { useLater } from "../../components/ui/later.ts";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { AppFace } from "../looks/app-face.tsx";
import { useProfile } from "../profiles/use-profile.ts";
import { toMarkdownOptions } from "../thread/markdown-options.ts";

export function Welcome() {
  const ready = useOverview((overview) => overview.ready);
  const { current } = useProfile();
  return (
    <section className="welcome welcome-screen" id="welcome-screen" data-ready={ready}>
      <div className="hello">{current ? <ProfileHello profile={current} /> : <AppHello />}</div>
    </section>
  );
}

function AppHello() {
  const { t } = useTranslation();
  const config = useConfig();
  return (
    <>
      <AppFace />
      <h1 dir="auto">{config.greeting || t("welcome.title")}</h1>
      {config.description && <p dir="auto">{config.description}</p>}
    </>
  );
}

function ProfileHello({ profile }: { readonly profile: ChatProfile }) {
  const { root, markdown } = useAppContext();
  const config = useConfig();
  const engine = useLater(markdown);
  const text = profile.description ?? config.description ?? "";
  return (
    <>
      {profile.icon ? (
        <span className="face icon-face">
          <NamedIcon name={profile.icon} root={root} />
        </span>
      ) : (
        <AppFace />
      )}
      <h1 dir="auto">{profile.displayName ?? profile.name}</h1>
      {text !== "" &&
        (engine ? (
          <div className="profile-text">
            <engine.StaticMarkdown text={text} {...toMarkdownOptions(config, root)} />
          </div>
        ) : (
          <p dir="auto">{text}</p>
        ))}
    </>
  );
}
