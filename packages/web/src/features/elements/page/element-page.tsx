// Something that is shown in a chat, on a page of its own: from the chat where it is open, else from the server.
import { useChatClient, useOverview } from "@colloquy/client/react";
import { type Element, type ElementId, isChatError, type ThreadId } from "@colloquy/protocol";
import { ArrowLeft, Download } from "lucide-react";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useConfig } from "../../../app/app-context.tsx";
import { Icon } from "../../../components/ui/icon.tsx";
import { ElementHost } from "../element-host.tsx";
import { useContent } from "../use-content.ts";
import "../../../theme/parts/elements.css";
import "../../../theme/parts/element-page.css";

export interface ElementPageProps {
  readonly threadId: ThreadId;
  readonly elementId: ElementId;
}

export function ElementPage({ threadId, elementId }: ElementPageProps) {
  const { t } = useTranslation();
  const found = useElement(threadId, elementId);
  const { name: appName } = useConfig();
  const element = found.kind === "there" ? found.element : undefined;
  const name = element && (element.name || t(`elements.kind.${element.type}`));
  useEffect(() => {
    if (name !== undefined) document.title = `${name} · ${appName}`;
  }, [name, appName]);
  return (
    <main className="element-page" id="main" aria-busy={found.kind === "coming"}>
      <div className="ep-head">
        <Link to={`/thread/${threadId}`} className="icon" aria-label={t("elements.backToChat")} data-tip={t("elements.backToChat")}>
          <Icon of={ArrowLeft} flip />
        </Link>
        <h1>
          <bdi>{name}</bdi>
        </h1>
        {element && <DownloadButton element={element} />}
      </div>
      <div className="ep-body" id="element-view">
        {found.kind === "coming" && (
          <p className="waiting" role="status">
            <span className="spin" /> {t("common.loading")}
          </p>
        )}
        {(found.kind === "gone" || found.kind === "failed") && (
          <section className="page" role="alert">
            <h2>{t(found.kind === "gone" ? "elements.goneTitle" : "elements.loadFailed")}</h2>
            <p>{t(found.kind === "gone" ? "elements.goneText" : "elements.failedText")}</p>
            <div className="acts">
              {found.kind === "failed" && (
                <button type="button" className="btn primary" onClick={found.retry}>
                  {t("common.tryAgain")}
                </button>
              )}
              <Link to={`/thread/${threadId}`} className="btn">
                {t("elements.backToChat")}
              </Link>
            </div>
          </section>
        )}
        {element && <ElementHost key={element.id} element={element} place="page" />}
      </div>
    </main>
  );
}

function DownloadButton({ element }: { readonly element: Element }) {
  const { t } = useTranslation();
  const content = useContent(element);
  if (content.kind !== "here") return null;
  return (
    <a
      className="icon"
      href={content.download}
      download={element.name}
      aria-label={t("elements.download")}
      data-tip={t("elements.download")}
    >
      <Icon of={Download} />
    </a>
  );
}

type Found =
  | { readonly kind: "coming" }
  | { readonly kind: "there"; readonly element: Element }
  | { readonly kind: "gone" }
  | { readonly kind: "failed"; readonly retry: () => void };

/** The chat's own is the newest; the server is asked where the chat does not have it. */
function useElement(threadId: ThreadId, elementId: ElementId): Found {
  const live = useLiveElement(elementId);
  const { api } = useChatClient();
  const isOpen = useOverview(({ ready, thread, refused }) => refused !== undefined || (ready && thread.id === threadId));
  const [asked, setAsked] = useState<Found>({ kind: "coming" });
  const [tries, setTries] = useState(0);
  const retry = useCallback(() => setTries((before) => before + 1), []);
  const missing = live === undefined && isOpen;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks again
  useEffect(() => {
    if (!missing) return undefined;
    const leave = new AbortController();
    setAsked({ kind: "coming" });
    api.call("readElement", { threadId, elementId }, { signal: leave.signal }).then(
      ({ element }) => setAsked({ kind: "there", element }),
      (error: unknown) => {
        if (leave.signal.aborted) return;
        setAsked(isChatError(error) && error.code === "NOT_FOUND" ? { kind: "gone" } : { kind: "failed", retry });
      },
    );
    return () => leave.abort();
  }, [api, threadId, elementId, missing, tries, retry]);
  return live ? { kind: "there", element: live } : asked;
}

function useLiveElement(elementId: ElementId): Element | undefined {
  const { store } = useChatClient();
  const read = () => store.getElement(elementId);
  const forId = read()?.forId;
  const subscribe = useCallback(
    (listener: () => void) => {
      const leave = [store.subscribe(listener), store.onElement(listener), ...(forId ? [store.subscribeStep(forId, listener)] : [])];
      return () => {
        for (const one of leave) one();
      };
    },
    [store, forId],
  );
  return useSyncExternalStore(subscribe, read, read);
}
