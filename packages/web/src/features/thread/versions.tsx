// ‹ 1 / 2 ›: the versions of a message, or the answers to one. Choosing one shows its branch; nothing is lost.
import { useChatClient } from "@colloquy/client/react";
import type { Turn, TurnId } from "@colloquy/protocol";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { useTellFailure } from "./use-tell-failure.ts";

interface VersionsProps {
  readonly turn: Turn;
  readonly of: "message" | "answer";
}

/** Nothing where there is one version only. */
export function Versions({ turn, of }: VersionsProps) {
  const { t } = useTranslation();
  const client = useChatClient();
  const ui = useUiStore();
  const tellFailure = useTellFailure();
  const group = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const wanted = ui.takeFocus(`${of} of ${turn.id}`);
    if (wanted) group.current?.querySelector<HTMLButtonElement>(`[data-way="${wanted}"]`)?.focus();
  }, [ui, turn.id, of]);
  const siblings = versionsOf(turn, of);
  if (siblings.length < 2) return null;
  const at = siblings.indexOf(turn.id);
  const choose = (id: TurnId | undefined, way: "back" | "on") => {
    if (!id) return;
    // The chosen version is another row; the focus goes on to its switcher.
    ui.giveFocus(`${of} of ${id}`, way);
    client.selectLeaf(id).catch(tellFailure);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is a block with a frame; this stands in a line of text
    <span className="branch" role="group" aria-label={t(of === "message" ? "chat.messageVersions" : "chat.versions")} ref={group}>
      <IconButton
        small
        flip
        icon={ChevronLeft}
        data-way="back"
        label={t("chat.earlierVersion")}
        aria-disabled={at <= 0}
        onClick={() => choose(siblings[at - 1], "back")}
      />
      <span className="num" aria-label={t("chat.versionOf", { index: at + 1, count: siblings.length })} role="img">
        {at + 1} / {siblings.length}
      </span>
      <IconButton
        small
        flip
        icon={ChevronRight}
        data-way="on"
        label={t("chat.laterVersion")}
        aria-disabled={at >= siblings.length - 1}
        onClick={() => choose(siblings[at + 1], "on")}
      />
    </span>
  );
}

function versionsOf({ editIds, answerIds }: Turn, of: VersionsProps["of"]): readonly TurnId[] {
  return (of === "message" ? editIds : answerIds) ?? [];
}
