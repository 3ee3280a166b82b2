// What a message shows beside the chat, or what the app put there. One thing has the panel for itself; several stand below each other.
import { useElements, useOverview, useSurface } from "@colloquy/client/react";
import type { Element } from "@colloquy/protocol";
import { Download, Maximize2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useAppContext, useUi } from "../../../app/app-context.tsx";
import { InPanel } from "../../../app/panel-slots.tsx";
import type { PanelElements } from "../../../app/ui-store.ts";
import { Icon } from "../../../components/ui/icon.tsx";
import { ElementHost } from "../element-host.tsx";
import { useContent } from "../use-content.ts";
import { useElementLink } from "../use-element-names.ts";
import "../../../theme/parts/elements.css";

export function ElementsTab() {
  const shows = useUi((state) => state.panelShows) ?? "app";
  return shows === "app" ? <AppsElements /> : <MessagesElements shows={shows} />;
}

function AppsElements() {
  const put = useSurface("sidePanel");
  const known = useOverview((overview) => overview.elements);
  const elements = (put?.elementIds ?? [])
    .map((id) => known.find((element) => element.id === id))
    .filter((element) => element !== undefined);
  return <Shown elements={elements} title={put?.title} />;
}

interface MessagesElementsProps {
  readonly shows: Exclude<PanelElements, "app">;
}

function MessagesElements({ shows: { stepId, elementId } }: MessagesElementsProps) {
  const all = useElements(stepId);
  const meant = all.find(({ id }) => id === elementId);
  // Something of the message's own text is looked at by itself.
  const elements = meant && meant.display !== "side" ? [meant] : all.filter(({ display }) => display === "side");
  return <Shown elements={elements} title={meant?.name} meant={meant?.id} />;
}

interface ShownProps {
  readonly elements: readonly Element[];
  readonly title: string | undefined;
  /** The one that was asked for. */
  readonly meant?: Element["id"] | undefined;
}

function Shown({ elements, title, meant }: ShownProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const asked = useUi((state) => state.panelAsked);
  const [only] = elements;
  const alone = elements.length === 1 ? only : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it may be asked for again
  useEffect(() => (meant && !alone && list.current ? keepInView(list.current, meant) : undefined), [meant, alone, asked]);
  return (
    <>
      <InPanel slot="title">
        <bdi>{title || alone?.name || t("panel.elements")}</bdi>
      </InPanel>
      {alone && (
        <InPanel slot="tools">
          <Tools element={alone} />
        </InPanel>
      )}
      <div id="side-view-content" className={`side-elements ${alone ? "is-alone" : ""}`} ref={list}>
        {elements.length === 0 && <p className="mute">{t("panel.empty")}</p>}
        {elements.map((element) => (
          <section key={element.id} className="side-one">
            {!alone && (
              <div className="side-head">
                <b className="element-name">
                  <bdi>{element.name || t(`elements.kind.${element.type}`)}</bdi>
                </b>
                <Tools element={element} small />
              </div>
            )}
            <ElementHost element={element} place="panel" />
          </section>
        ))}
      </div>
    </>
  );
}

const SETTLES_MS = 2_000;

/** Brings one of several into view, and keeps it there while those before it get their size, until the person moves the view. */
function keepInView(list: HTMLElement, id: string): () => void {
  const show = () => list.querySelector(`[data-element="${id}"]`)?.closest(".side-one")?.scrollIntoView({ block: "nearest" });
  const observer = new ResizeObserver(show);
  observer.observe(list);
  const stop = () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const name of GESTURES) list.parentElement?.removeEventListener(name, stop);
  };
  const timer = setTimeout(stop, SETTLES_MS);
  for (const name of GESTURES) list.parentElement?.addEventListener(name, stop, { passive: true });
  return stop;
}

const GESTURES = ["wheel", "touchmove", "pointerdown", "keydown"] as const;

/** To have it as a file, and to see it on a page of its own. */
function Tools({ element, small = false }: { readonly element: Element; readonly small?: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const content = useContent(element);
  const { href = "" } = useElementLink(element);
  const { root } = useAppContext();
  const size = small ? "s" : "m";
  const className = `icon ${small ? "sm" : ""}`;
  return (
    <>
      {content.kind === "here" && (
        <a
          className={className}
          href={content.download}
          download={element.name}
          aria-label={t("elements.download")}
          data-tip={t("elements.download")}
        >
          <Icon of={Download} size={size} />
        </a>
      )}
      <a
        className={`${className} hide-s`}
        href={href}
        aria-label={t("elements.openPage")}
        data-tip={t("elements.openPage")}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          void navigate(href.slice(root.length));
        }}
      >
        <Icon of={Maximize2} size={size} />
      </a>
    </>
  );
}
