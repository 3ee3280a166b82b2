// Finds in this chat: a field over the conversation, how many places there are, and the way from one to the next.
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { useFind } from "./use-find.ts";
import "../../theme/parts/find.css";

export function OpenFindBar() {
  const { t } = useTranslation();
  const ui = useUiStore();
  const [query, setQuery] = useState("");
  const { count, at, loading, step } = useFind(query);
  const field = useRef<HTMLInputElement>(null);
  const bar = useRef<HTMLElement>(null);
  useMakeRoom(bar);
  const [before] = useState(() => document.activeElement);
  useEffect(() => field.current?.focus(), []);
  // Whoever leaves the chat leaves the bar.
  useEffect(() => () => ui.set({ finding: false }), [ui]);
  const close = () => {
    ui.set({ finding: false });
    const log = document.querySelector<HTMLElement>(".log");
    (before instanceof HTMLElement && before !== document.body && before.isConnected ? before : log)?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const isOnField = event.target === field.current;
    if (event.key === "Escape") close();
    else if (event.key === "F3" || (event.key === "Enter" && isOnField)) step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const told =
    query.trim() === ""
      ? ""
      : loading && count === 0
        ? t("search.loading")
        : count === 0
          ? t("find.nothing")
          : t("find.at", { at: at + 1, count });
  return (
    <search className="find-bar" ref={bar} aria-label={t("keys.find")} onKeyDown={onKeyDown}>
      <input
        ref={field}
        id="find-in-chat"
        name="find"
        value={query}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-label={t("keys.find")}
        placeholder={t("keys.find")}
        onChange={(event) => setQuery(event.target.value)}
      />
      {loading && query.trim() !== "" && <span className="spin" aria-hidden />}
      <output className="num" htmlFor="find-in-chat">
        {told}
      </output>
      <IconButton small icon={ChevronUp} label={t("find.previous")} aria-disabled={count === 0} onClick={() => step(-1)} />
      <IconButton small icon={ChevronDown} label={t("find.next")} aria-disabled={count === 0} onClick={() => step(1)} />
      <IconButton small icon={X} label={t("common.close")} onClick={close} />
    </search>
  );
}

/** The bar stands over the conversation and not on it, so it hides nothing that is found; what is read meanwhile stays where it was. */
function useMakeRoom(bar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const log = document.querySelector<HTMLElement>(".log");
    if (!bar.current || !log) return undefined;
    const { marginBlockStart, marginBlockEnd } = getComputedStyle(bar.current);
    const room = bar.current.offsetHeight + Number.parseFloat(marginBlockStart) + Number.parseFloat(marginBlockEnd);
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight <= room + 1;
    // The end is followed by itself, and at the beginning there is nothing above to make room of.
    if (!isAtEnd && log.scrollTop > 0) log.scrollTop += room;
    return () => {
      if (log.isConnected && log.scrollTop > room) log.scrollTop -= room;
    };
  }, [bar]);
}
