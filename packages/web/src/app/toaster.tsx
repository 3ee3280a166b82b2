// Toasts: one line of fact, one of detail, one action; three at most.
import { useChatClient } from "@colloquy/client/react";
import { Check, Info, TriangleAlert, X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../components/ui/icon.tsx";
import { IconButton } from "../components/ui/icon-button.tsx";
import { useUi, useUiStore } from "./app-context.tsx";
import type { ToastItem } from "./ui-store.ts";

const ICONS = { info: Info, success: Check, warning: TriangleAlert, error: TriangleAlert } as const;

export function Toaster() {
  const { store } = useChatClient();
  const ui = useUiStore();
  const toasts = useUi((state) => state.toasts);
  useEffect(() => store.onToast(({ type, message }) => ui.toast({ tone: type, title: message })), [store, ui]);
  if (toasts.length === 0) return null;
  return (
    <div className="toasts">
      {toasts.map((toast) => (
        <Toast key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function Toast({ toast }: { readonly toast: ToastItem }) {
  const { t } = useTranslation();
  const ui = useUiStore();
  return (
    <div className="toast" role={toast.tone === "error" ? "alert" : "status"}>
      <Icon of={ICONS[toast.tone]} className={`tone-${toast.tone}`} />
      <div dir="auto">
        <b>{toast.title}</b>
        {toast.text && <p>{toast.text}</p>}
      </div>
      {toast.action && (
        <button
          type="button"
          className="btn quiet sm"
          onClick={() => {
            toast.action?.run();
            ui.dismiss(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      )}
      <IconButton small icon={X} label={t("common.dismiss")} onClick={() => ui.dismiss(toast.id)} />
    </div>
  );
}
