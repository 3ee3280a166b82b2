// The panel beside the chat, for whatever wants to stand there: as wide as the person drew it; over the chat where there is no room,
// and a sheet at the foot of a phone.
import { X } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../components/ui/icon-button.tsx";
import { useUi, useUiStore } from "./app-context.tsx";
import { readSetting, writeSetting } from "./ui-store.ts";
import "../theme/parts/settings.css";
import "../theme/parts/panel.css";

const WIDTH = "panel-width";
const NARROWEST_PX = 320;
const WIDEST_PX = 768;
const USUAL_PX = 416;
const STEP_PX = 24;

interface RightPanelProps {
  readonly title: ReactNode;
  readonly titleId: string;
  /** Beside the title. */
  readonly tools?: ReactNode;
  readonly tabs?: ReactNode;
  readonly footer?: ReactNode;
  /** Without a heading and a margin, and half as wide as the page: for one large thing. */
  readonly canvas?: boolean;
  /** Where there are tabs: what they lead to, and the one that is chosen. */
  readonly bodyId?: string;
  readonly tabId?: string;
  /** The keyboard scrolls what is in it: there may be nothing else to go to. */
  readonly scrolls?: boolean;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

export function RightPanel(props: RightPanelProps) {
  const { title, titleId, tools, tabs, footer, canvas = false, bodyId, tabId, scrolls = false, children, onClose } = props;
  const { t } = useTranslation();
  const ui = useUiStore();
  const asked = useUi((state) => state.panelAsked);
  const panel = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(readWidth);
  const resize = (px: number) => {
    const next = Math.round(Math.min(Math.max(px, NARROWEST_PX), WIDEST_PX));
    setWidth(next);
    writeSetting(WIDTH, String(next));
  };
  useCloseOnEscape(panel, onClose);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it may be asked for when it is open
  useEffect(() => {
    // The focus goes along with the person who opened it, and stays where it is when the panel opens by itself.
    if (ui.takePanelFocus()) panel.current?.focus({ preventScroll: true });
  }, [ui, asked]);
  return (
    <aside
      className={`panel ${canvas ? "canvas" : ""}`}
      aria-labelledby={titleId}
      ref={panel}
      tabIndex={-1}
      style={{ "--panel": canvas ? "50vw" : `${width}px` } as object}
    >
      <ResizeHandle width={width} label={t("shell.panelWidth")} onResize={resize} />
      <div className="ph">
        <h2 id={titleId}>{title}</h2>
        {tools}
        <IconButton icon={X} label={t("shell.closePanel")} onClick={onClose} />
      </div>
      {tabs}
      <div className="pb" id={bodyId} {...(tabId && { role: "tabpanel", "aria-labelledby": tabId })} {...(scrolls && { tabIndex: 0 })}>
        {children}
      </div>
      {footer}
    </aside>
  );
}

interface ResizeHandleProps {
  readonly width: number;
  readonly label: string;
  readonly onResize: (px: number) => void;
}

/** Arrow keys move it the way they point; the panel grows towards the chat. */
function ResizeHandle({ width, label, onResize }: ResizeHandleProps) {
  const grows = (element: Element) => (getComputedStyle(element).direction === "rtl" ? 1 : -1);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by !== 0) onResize(width + by * grows(event.currentTarget) * STEP_PX);
    else if (event.key === "Home") onResize(NARROWEST_PX);
    else if (event.key === "End") onResize(WIDEST_PX);
    else return;
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const handle = event.currentTarget;
    const from = event.clientX;
    const move = (moved: globalThis.PointerEvent) => onResize(width + (moved.clientX - from) * grows(handle));
    const end = () => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("lostpointercapture", end);
    };
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", end);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      className="resize"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={NARROWEST_PX}
      aria-valuemax={WIDEST_PX}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    />
  );
}

/** Escape closes it while the focus is inside, unless something in it used the key. */
function useCloseOnEscape(panel: { readonly current: HTMLElement | null }, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const element = panel.current;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      event.preventDefault();
      close.current();
    };
    element?.addEventListener("keydown", onKey);
    return () => element?.removeEventListener("keydown", onKey);
  }, [panel]);
}

function readWidth(): number {
  const kept = Number(readSetting(WIDTH));
  return kept >= NARROWEST_PX && kept <= WIDEST_PX ? kept : USUAL_PX;
}
