// The lines of a list of chats, of which only those in view are drawn. The arrow keys walk through all of them; Tab stops at one.
import type { ThreadList, ThreadsView } from "@colloquy/client";
import { useOverview } from "@colloquy/client/react";
import type { ThreadId, ThreadSummary } from "@colloquy/protocol";
import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { findRow } from "./find-row.ts";
import { groupOf, groupTitle } from "./thread-groups.ts";
import { useRowWindow } from "./use-row-window.ts";

export interface RowPlace {
  readonly place: number;
  readonly total: number;
  readonly top: number;
  /** Tab stops here. */
  readonly stop: boolean;
}

interface ThreadRowsProps {
  readonly list: ThreadList;
  readonly view: ThreadsView;
  readonly scroller: RefObject<HTMLElement | null>;
  /** Several are being chosen: each line is another element then. */
  readonly choosing: boolean;
  /** Keys on a line, besides those that walk. `to` is the line they would walk to. */
  readonly onKey: (event: KeyboardEvent, thread: ThreadSummary, to?: ThreadSummary) => void;
  readonly children: (thread: ThreadSummary, place: RowPlace) => ReactNode;
}

export function ThreadRows({ list, view, scroller, choosing, onKey, children }: ThreadRowsProps) {
  const { t, i18n } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const { plan, from, to, first, reveal, fits } = useRowWindow(list, view, scroller, box);
  const current = useOverview((overview) => overview.thread.id);
  // Whoever had the focus last stays drawn: scrolling by does not take it away.
  const [held, setHeld] = useState<ThreadId>();
  const wanted = useRef<number>(undefined);
  useLayoutEffect(() => {
    const thread = wanted.current === undefined ? undefined : list.at(wanted.current);
    const element = thread && findRow(thread.id);
    // Where it went elsewhere meanwhile, it stays.
    if (!element || !scroller.current?.contains(document.activeElement)) return;
    wanted.current = undefined;
    element.focus({ preventScroll: true });
  });
  const inside = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line that had the focus is another element now
  useLayoutEffect(() => {
    if (inside.current && held && document.activeElement === document.body) findRow(held)?.focus({ preventScroll: true });
  }, [choosing]);
  const now = new Date();
  const heldPlace = held && list.placeOf(held);
  const places = drawnPlaces(from, to, heldPlace);
  const isDrawn = (place: number | undefined): place is number =>
    place !== undefined && places.includes(place) && list.at(place) !== undefined;
  const stop = [heldPlace, list.placeOf(current), first].find(isDrawn) ?? places.find((place) => list.at(place));
  const onKeyDown = (event: KeyboardEvent) => {
    const line = (event.target as HTMLElement).closest<HTMLElement>("li[data-place]");
    if (!line || (event.target as HTMLElement).closest("input")) return;
    const place = Number(line.dataset["place"]);
    const thread = list.at(place);
    if (!thread) return;
    const last = plan.count - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(place + 1, last),
      ArrowUp: Math.max(place - 1, 0),
      PageDown: Math.min(place + fits(), last),
      PageUp: Math.max(place - fits(), 0),
      Home: 0,
      End: last,
    };
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const next = plain ? moves[event.key] : undefined;
    if (next === undefined) return onKey(event, thread);
    event.preventDefault();
    wanted.current = next;
    const there = list.at(next);
    if (there) setHeld(there.id);
    reveal(next);
    onKey(event, thread, there);
    // A line that is drawn already draws nothing anew.
    const element = there && findRow(there.id);
    if (!element) return;
    wanted.current = undefined;
    element.focus({ preventScroll: true });
  };
  const onFocus = (event: React.FocusEvent) => {
    const line = event.target.closest<HTMLElement>("li[data-place]");
    const thread = line && list.at(Number(line.dataset["place"]));
    if (thread) setHeld(thread.id);
    inside.current = true;
  };
  const onBlur = ({ target, relatedTarget }: React.FocusEvent) => {
    if (relatedTarget || target.isConnected) inside.current = false;
  };
  const title = (place: number) => {
    const thread = list.at(place);
    return thread && groupTitle(t, i18n.language, groupOf(thread, now));
  };
  const stuck = first > 0 && title(first);
  return (
    <>
      <div className="group-now" aria-hidden>
        {stuck && <span>{stuck}</span>}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the lines in it have the focus */}
      <div className="lines" ref={box} style={{ blockSize: plan.height }} onKeyDown={onKeyDown} onFocus={onFocus} onBlur={onBlur}>
        {toSections(places, (place) => plan.hasHead(place), title).map(({ head, name, places: inside }) => (
          <section key={name ?? ""} aria-label={name}>
            {head !== undefined && <h2 style={{ insetBlockStart: plan.headTop(head) }}>{name}</h2>}
            <ul>
              {inside.map((place) => {
                const thread = list.at(place);
                const top = plan.rowTop(place);
                return thread ? (
                  children(thread, { place, total: plan.count, top, stop: place === stop })
                ) : (
                  <li key={place} className="row coming" style={{ insetBlockStart: top }} aria-hidden>
                    <span className="sk" style={{ inlineSize: `${50 + ((place * 37) % 40)}%` }} />
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

function drawnPlaces(from: number, to: number, held: number | undefined): number[] {
  const places = Array.from({ length: Math.max(0, to - from) }, (_none, index) => from + index);
  if (held === undefined || (held >= from && held < to)) return places;
  return held < from ? [held, ...places] : [...places, held];
}

interface Section {
  readonly name: string | undefined;
  readonly head: number | undefined;
  readonly places: number[];
}

/** The lines of each group. Those that are not read yet go with the group before them. */
function toSections(
  places: readonly number[],
  hasHead: (place: number) => boolean,
  title: (place: number) => string | undefined,
): Section[] {
  const sections: Section[] = [];
  for (const place of places) {
    const last = sections.at(-1);
    const name = title(place) ?? last?.name;
    const found = sections.findIndex((section) => section.name === name);
    const head = hasHead(place) ? place : undefined;
    const section = sections[found];
    if (!section) sections.push({ name, head, places: [place] });
    else sections[found] = { ...section, head: section.head ?? head, places: [...section.places, place] };
  }
  return sections;
}
