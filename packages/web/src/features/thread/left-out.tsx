// Turns that are not drawn between what was gone to and the newest: the room they take, about, until the person comes near.
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ScrollEngine } from "./scroll-engine.ts";

/** What a turn out of sight is taken to measure, in rem; as in the styles. */
const TURN_REM = 16;
const NEAR_PX = 600;

interface LeftOutProps {
  readonly engine: ScrollEngine | undefined;
  readonly count: number;
  /** They come from above, or from the newest, or from anywhere by the scrollbar. */
  readonly onNear: (where: "after" | "newest") => void;
}

export function LeftOut({ engine, count, onNear }: LeftOutProps) {
  const { t } = useTranslation();
  const room = useRef<HTMLDivElement>(null);
  const near = useRef(onNear);
  near.current = onNear;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new observer looks again at once, so what was not enough is followed by more
  useEffect(() => {
    const log = room.current?.closest(".log");
    if (!room.current || !log || !engine) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        const view = log.getBoundingClientRect();
        near.current(entry.boundingClientRect.top > view.top - NEAR_PX ? "after" : "newest");
      },
      { root: log, rootMargin: `${NEAR_PX}px 0px` },
    );
    observer.observe(room.current);
    return () => observer.disconnect();
  }, [engine, count]);
  return (
    <div className="earlier" ref={room} style={{ blockSize: `${count * TURN_REM}rem` }}>
      <span className="waiting">
        <span className="spin" /> {t("chat.loadingEarlier")}
      </span>
    </div>
  );
}
