// What went wrong with a button is said below it. One that its own handler has taken away, with a new view, would say nothing: a toast does.
import { useChatClient } from "@colloquy/client/react";
import { isChatError, type StepId } from "@colloquy/protocol";
import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";
import { isolate } from "../../components/ui/isolated.tsx";

/** What stood below the button for less was not read. A new view often comes with the failure, and is drawn a moment later. */
const READ_MS = 1_000;

interface Failure {
  readonly label: string;
  readonly error: unknown;
  readonly at: number;
}

/** Tells what went wrong if the component is gone by then, or goes before it can be read. Whoever left the chat is told nothing. */
export function useTellWhenGone(stepId: StepId): (label: string, error: unknown) => void {
  const { t } = useTranslation();
  const ui = useUiStore();
  const { store } = useChatClient();
  const isHere = useRef(false);
  const shown = useRef<Failure>(undefined);
  const tell = ({ label, error }: Failure) => {
    if (store.getStep(stepId) === undefined) return;
    const text = isChatError(error) ? [error.message, error.fix].filter(Boolean).join(" ") : error instanceof Error ? error.message : "";
    ui.toast({ tone: "error", title: t("actions.failed", { label: isolate(label) }), text });
  };
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
      if (shown.current && performance.now() - shown.current.at < READ_MS) latest.current(shown.current);
    };
  }, []);
  return useCallback((label, error) => {
    const failure = { label, error, at: performance.now() };
    if (isHere.current) shown.current = failure;
    else latest.current(failure);
  }, []);
}
