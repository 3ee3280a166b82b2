// What somebody sees at a link: what this is, the conversation, and the way to go on with it.
import { useOverview } from "@colloquy/client/react";
import { Printer } from "lucide-react";
import { useEffect, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { PanelHost } from "../../app/panel-host.tsx";
import { Part, QuietPart } from "../../app/part.tsx";
import { Toaster } from "../../app/toaster.tsx";
import { useApplyPreferences } from "../../app/use-apply-preferences.ts";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { Mark } from "../../components/ui/mark.tsx";
import { Tooltips } from "../../components/ui/tooltips.tsx";
import { AppMark } from "../looks/app-mark.tsx";
import { Conversation } from "../thread/conversation.tsx";
import { useScrollEngine } from "../thread/use-scroll-engine.ts";
import { SharedNote } from "./shared-note.tsx";
import type { SharedSource } from "./shared-source.ts";
import "./sharing.css";

interface SharedShellProps {
  readonly source: SharedSource;
  readonly id: string;
}

export function SharedShell({ source, id }: SharedShellProps) {
  const { t } = useTranslation();
  const { name: appName, layout } = useConfig();
  const { announcer } = useAppContext();
  const state = useSyncExternalStore(source.subscribe, source.get);
  const title = useOverview(({ thread }) => thread.name);
  const isOpen = state.phase === "open";
  useApplyPreferences();
  useEffect(() => () => source.close(), [source]);
  useEffect(() => {
    document.title = isOpen && title ? `${title} · ${appName}` : appName;
  }, [isOpen, title, appName]);
  return (
    <>
      <div className="shell shared-page" data-layout={layout} data-sidebar="closed">
        <div className="stage">
          <header id="header" className="bar">
            <div className="start">
              <AppMark />
            </div>
            <div className="title">
              {isOpen && title && (
                <h1 className="text">
                  <bdi>{title}</bdi>
                </h1>
              )}
            </div>
            <div className="end">
              {isOpen && <IconButton icon={Printer} id="print-button" label={t("share.print")} onClick={() => print()} />}
            </div>
          </header>
          <div className="split">
            <main className="chat" data-state={isOpen ? "talk" : "gone"} id="main">
              {state.phase === "open" && <SharedNote chat={state.chat} id={id} />}
              {state.phase === "open" && (
                <Part>
                  <Talk />
                </Part>
              )}
              {state.phase === "loading" && <Coming />}
              {state.phase === "failed" && <Failed onRetry={source.retry} />}
              {state.phase === "gone" && <Gone />}
            </main>
          </div>
        </div>
        <Part>
          <PanelHost beside />
        </Part>
      </div>
      <QuietPart>
        <Toaster />
      </QuietPart>
      <QuietPart>
        <Tooltips />
      </QuietPart>
      <div className="sr" role="status" aria-live="polite" ref={announcer.attach} />
    </>
  );
}

/** Read from its beginning, or from the message that the address names. */
function Talk() {
  const scroll = useScrollEngine({ follows: () => false, writes: () => false });
  useEffect(() => {
    const { engine } = scroll;
    if (!engine) return;
    const named = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    engine.release();
    if (named) named.scrollIntoView({ block: "start" });
    else document.querySelector(".log")?.scrollTo({ top: 0 });
  }, [scroll.engine, scroll]);
  return <Conversation scroll={scroll} />;
}

function Coming() {
  const { t } = useTranslation();
  return (
    <div className="shared-coming" role="status" aria-label={t("common.loading")}>
      {[70, 92, 84, 60].map((width) => (
        <span key={width} className="sk" style={{ inlineSize: `${width}%` }} />
      ))}
    </div>
  );
}

function Failed({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <section className="page" role="alert">
      <h1>{t("share.failed")}</h1>
      <div className="acts">
        <button type="button" className="btn primary" onClick={onRetry}>
          {t("common.tryAgain")}
        </button>
      </div>
    </section>
  );
}

function Gone() {
  const { t } = useTranslation();
  const { root } = useAppContext();
  return (
    <section className="page" role="alert">
      <span className="face">
        <Mark size={44} />
      </span>
      <h1>{t("share.goneTitle")}</h1>
      <p>{t("share.goneText")}</p>
      <div className="acts">
        <a className="btn primary" href={`${root}/`}>
          {t("notFound.newChat")}
        </a>
      </div>
    </section>
  );
}
