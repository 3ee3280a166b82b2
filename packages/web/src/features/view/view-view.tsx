// A view that an app shows: a tree of components in plain data, drawn with the page's own parts. An update draws what changed and nothing else.
import "./view.css";
import "./view-words.css";
import "./view-parts.css";
import "./view-media.css";
import { useStep, useTurn } from "@colloquy/client/react";
import { isFinal, type StepId, type TurnId } from "@colloquy/protocol";
import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import type { ElementViewProps } from "../elements/element-view.ts";
import { learnViewWords } from "../thread/said-text.ts";
import { readView } from "./read-view.ts";
import { toValueWords } from "./value-words.ts";
import { TOP_LEVEL, ViewContext, type ViewPlace } from "./view-context.ts";
import { drawerOf } from "./view-node.tsx";
import { wordsOf } from "./words-of.ts";
import { wordsOfView } from "./words-of-view.ts";

learnViewWords(wordsOfView);

export function ViewView({ element: { id, forId, name, props } }: ElementViewProps) {
  const { t, i18n } = useTranslation();
  const { root } = useAppContext();
  const view = props?.["view"];
  const byModel = props?.["drawnBy"] === "model";
  const { tooLarge, large, dir, topHeading, title } = useMemo(() => readView(view), [view]);
  const { language } = i18n;
  const place = useMemo<ViewPlace>(
    () => ({ stepId: forId, elementId: id, root, topHeading, large, byModel, dir, words: toValueWords(t, language) }),
    [forId, id, root, topHeading, large, byModel, dir, t, language],
  );
  const draw = useMemo(() => drawerOf(place, TOP_LEVEL), [place]);
  const drawn = useMemo(() => (tooLarge ? undefined : draw(view)), [draw, view, tooLarge]);
  useAnnounce(forId, title || name);
  const box = useRef<HTMLDivElement>(null);
  // Whoever follows what is written goes to its end before any of it is placed. Else what stood near the end before is placed first, and left out again.
  useLayoutEffect(() => {
    if (large) box.current?.dispatchEvent(new CustomEvent("grew", { bubbles: true }));
  }, [large]);
  return (
    // Its words are not read out by themselves, neither when it comes nor when it changes.
    <div ref={box} className="view" dir={dir} data-large={large || undefined} aria-live="off">
      {tooLarge ? (
        <>
          <p className="v-text" data-muted>
            {t("markdown.tooLarge")}
          </p>
          <p className="v-text" dir="auto">
            {wordsOf(view, true)}
          </p>
        </>
      ) : (
        <ViewContext value={place}>{drawn}</ViewContext>
      )}
    </div>
  );
}

/** Says in a few words that a view has come, when it came while somebody was waiting for the answer. */
function useAnnounce(stepId: StepId | undefined, name: string): void {
  const { t } = useTranslation();
  const { announcer } = useAppContext();
  const turnId = useStep(stepId ?? ("" as StepId))?.turnId;
  const turn = useTurn(turnId ?? ("" as TurnId))?.turn;
  const news = useRef(turn !== undefined && !isFinal(turn.state));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, by the name it came with
  useEffect(() => {
    if (news.current) announcer.say(name === "" ? t("view.shownNameless") : t("view.shown", { name }));
    news.current = false;
  }, []);
}
