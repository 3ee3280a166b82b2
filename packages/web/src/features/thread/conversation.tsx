// The log of turns. The newest are drawn at first; more come when the person scrolls up to them, or goes to one of them.
import { useChatClient, useOverview } from "@colloquy/client/react";
import type { TurnId } from "@colloquy/protocol";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useConfig, useUi } from "../../app/app-context.tsx";
import { DRAWN_AT_FIRST, drawAround, drawMore, toDrawn } from "./drawn-turns.ts";
import { FollowUps } from "./follow-ups.tsx";
import { LeftOut } from "./left-out.tsx";
import { PendingMessages } from "./pending-messages.tsx";
import type { ScrollEngine } from "./scroll-engine.ts";
import { TurnRow } from "./turn-row.tsx";
import type { ScrollHold } from "./use-scroll-engine.ts";
import { useTellFailure } from "./use-tell-failure.ts";

export function Conversation({ scroll }: { readonly scroll: ScrollHold }) {
  const { t } = useTranslation();
  const turnIds = useOverview((overview) => overview.turnIds);
  const busy = useOverview((overview) => overview.busy);
  const named = useOverview((overview) => overview.thread.name !== undefined);
  const { name } = useConfig();
  const around = useUi((state) => state.drawFrom);
  const [asked, setDrawn] = useState(DRAWN_AT_FIRST);
  const drawn = drawAround(asked, around);
  const { first, left, newest } = toDrawn(turnIds.length, turnIds.indexOf(around as TurnId), drawn);
  const more = (where: "top" | "after" | "newest") => setDrawn(drawMore(drawn, left, where));
  const leaf = turnIds.at(-1);
  const toRow = (turnId: TurnId) => <TurnRow key={turnId} turnId={turnId} isLeaf={turnId === leaf} />;
  // What the page has goes on paper; that there is more before it, the paper says.
  useEffect(() => {
    const drawAll = () => flushSync(() => setDrawn((some) => ({ ...some, newest: Number.POSITIVE_INFINITY })));
    addEventListener("beforeprint", drawAll);
    return () => removeEventListener("beforeprint", drawAll);
  }, []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className="log" role="log" aria-label={t("chat.conversation")} aria-busy={busy} tabIndex={0} ref={scroll.scrollerRef}>
      {!named && <h1 className="sr">{name}</h1>}
      <div className="column" ref={scroll.contentRef}>
        <Earlier engine={scroll.engine} hidden={left > 0 ? first[0] : newest} onMore={() => more("top")} />
        {/* One list: a row stays the same when what was left out before it is drawn. */}
        {[
          ...turnIds.slice(...first).map(toRow),
          left > 0 && <LeftOut key="left-out" engine={scroll.engine} count={left} onNear={more} />,
          ...turnIds.slice(newest).map(toRow),
        ]}
        <FollowUps />
        <PendingMessages />
      </div>
    </section>
  );
}

interface EarlierProps {
  readonly engine: ScrollEngine | undefined;
  /** Turns that the page has but does not draw yet. */
  readonly hidden: number;
  readonly onMore: () => void;
}

/** Comes into view before the top does, and asks for what lies before: from memory first, then from the server. */
function Earlier({ engine, hidden, onMore }: EarlierProps) {
  const { t } = useTranslation();
  const client = useChatClient();
  const hasEarlier = useOverview((overview) => overview.hasEarlier);
  const loading = useOverview((overview) => overview.loadingEarlier);
  const tellFailure = useTellFailure();
  const mark = useRef<HTMLDivElement>(null);
  const more = useRef(() => {});
  more.current = () => {
    if (hidden > 0) onMore();
    else if (hasEarlier && !loading) client.loadEarlier().catch(tellFailure);
  };
  const any = hidden > 0 || hasEarlier;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new observer looks again at once, so a page that did not fill the margin is followed by the next
  useEffect(() => {
    const element = mark.current;
    if (!element || !any || !engine) return;
    // Below the top edge of the first view nothing is asked for: the person has to come near it.
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && !engine.getState().pinned && more.current(), {
      root: element.closest(".log"),
      rootMargin: "600px 0px 0px",
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [any, engine, hidden, loading]);
  if (!any) return null;
  return (
    <div className="earlier" ref={mark}>
      <p className="print-only">{t("export.notWhole")}</p>
      {loading ? (
        <span className="waiting">
          <span className="spin" /> {t("chat.loadingEarlier")}
        </span>
      ) : (
        <button type="button" className="btn quiet sm" onClick={() => more.current()}>
          {t("chat.earlier")}
        </button>
      )}
    </div>
  );
}
