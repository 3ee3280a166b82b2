// Toasts: one line of fact, one of detail, one action; three at most. They wait while somebody points at them or is in them.
import { useChatClient } from "@colloquy/client/react";
import { Check, Info, TriangleAlert, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../components/ui/icon.tsx";
import { IconButton } from "../components/ui/icon-button.tsx";
import { useUi, useUiStore } from "./app-context.tsx";
import { QuietPart } from "./part.tsx";
import type { ToastItem } from "./ui-store.ts";

const ICONS = { info: Info, success: Check, warning: TriangleAlert, error: TriangleAlert } as const;
const SHOWN_MS = 5_000;
/** For each letter beyond a short sentence: long ones take longer to read. */
const MS_PER_LETTER = 60;
const SHORT = 60;

/** The regions are there before any toast: what comes into them is read out, once. */
export function Toaster() {
  const { store } = useChatClient();
  const ui = useUiStore();
  const toasts = useUi((state) => state.toasts);
  const [held, hold] = useState(false);
  useEffect(
    () =>
      store.onToast((toast) => {
        const item = toItem(toast);
        if (item.title !== "") ui.toast(item);
      }),
    [store, ui],
  );
  const toToast = (toast: ToastItem) => (
    <QuietPart key={toast.id}>
      <Toast toast={toast} held={held} />
    </QuietPart>
  );
  const empty = toasts.length === 0;
  useEffect(() => {
    // Whoever pointed at the last one points at nothing any more.
    if (empty) hold(false);
  }, [empty]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing can be done with it; pointing at it only gives time
    <div
      className="toasts"
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && hold(false)}
    >
      <div role="status">{toasts.filter(({ tone }) => tone !== "error").map(toToast)}</div>
      <div role="alert">{toasts.filter(({ tone }) => tone === "error").map(toToast)}</div>
    </div>
  );
}

/** Newer servers may know more kinds of toasts, and other people's servers anything. */
function toItem({ type, message }: { readonly type: unknown; readonly message: unknown }): Omit<ToastItem, "id"> {
  const tone = Object.keys(ICONS).find((known): known is keyof typeof ICONS => known === type);
  return { tone: tone ?? "info", title: String(message ?? "") };
}

function Toast({ toast, held }: { readonly toast: ToastItem; readonly held: boolean }) {
  const { t } = useTranslation();
  const ui = useUiStore();
  const { id, tone, title, text = "", from, action, lasts } = toast;
  const stays = (tone === "error" && from === undefined) || held;
  useEffect(() => {
    if (stays) return;
    const usual = SHOWN_MS + Math.max(0, title.length + text.length - SHORT) * MS_PER_LETTER;
    const timer = setTimeout(() => ui.dismiss(id), lasts ?? usual);
    return () => clearTimeout(timer);
  }, [ui, id, stays, title, text, lasts]);
  return (
    <div className="toast" data-tone={tone}>
      <Icon of={ICONS[tone]} className={`tone-${tone}`} />
      <div dir="auto">
        {from !== undefined && (
          <small>
            <bdi>{from}</bdi>
          </small>
        )}
        <b>{title}</b>
        {text && <p>{text}</p>}
      </div>
      {action && (
        <button
          type="button"
          className="btn quiet sm"
          onClick={() => {
            action.run();
            ui.dismiss(id);
          }}
        >
          {action.label}
        </button>
      )}
      <IconButton small icon={X} label={t("common.dismissNotice", { title })} onClick={() => ui.dismiss(id)} />
    </div>
  );
}
