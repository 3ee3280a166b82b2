// The list itself. The focus stays in the message box; which line is meant is said by aria-activedescendant there.
import { AtSign, SquareSlash } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { commandName } from "./command-name.ts";
import { lineId, SUGGESTIONS_ID } from "./suggestion-ids.ts";
import type { Suggestion, Suggestions } from "./use-suggestions.ts";

export interface SuggestionListProps {
  readonly suggestions: Suggestions;
  /** The commands that have a button, which has the id that their line would have. */
  readonly shownCommands: ReadonlySet<string>;
}

export function SuggestionList({ suggestions, shownCommands }: SuggestionListProps) {
  const { t } = useTranslation();
  const { word, items, state, active, point, pick } = suggestions;
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line is what there is to scroll to
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const commands = word.kind === "command";
  const note =
    state === "failed"
      ? t("mentions.failed")
      : state === "loading"
        ? t("mentions.loading")
        : items.length > 0
          ? t("suggestions.count", { count: items.length })
          : t("mentions.none", { query: word.query });
  return (
    <div className="menu suggestions">
      <div
        className="list"
        role="listbox"
        id={SUGGESTIONS_ID}
        aria-label={t(commands ? "commands.list" : "mentions.list")}
        aria-busy={state === "loading" || undefined}
        tabIndex={-1}
        ref={list}
      >
        {items.map((item, index) => (
          <Line
            key={idOf(item)}
            item={item}
            id={lineId(item, index, shownCommands)}
            index={index}
            selected={index === active}
            onPoint={() => point(index)}
            onPick={() => pick(index)}
          />
        ))}
      </div>
      {items.length === 0 && (
        <p className={`none ${state === "failed" ? "bad" : ""}`}>
          {state === "loading" && <span className="spin" aria-hidden />}
          {note}
        </p>
      )}
      <div className="sr" role="status">
        {note}
      </div>
    </div>
  );
}

interface LineProps {
  readonly item: Suggestion;
  readonly id: string;
  readonly index: number;
  readonly selected: boolean;
  readonly onPoint: () => void;
  readonly onPick: () => void;
}

function Line({ item, id, index, selected, onPoint, onPick }: LineProps) {
  const { root } = useAppContext();
  const { name, description, icon } =
    item.kind === "command" ? { ...item.command, name: commandName(item.command) } : { ...item.mention, name: item.mention.label };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the message box's
    <div
      className={`row ${item.kind}-item`}
      role="option"
      id={id}
      data-index={index}
      aria-selected={selected}
      tabIndex={-1}
      onPointerMove={selected ? undefined : onPoint}
      // The message box keeps the focus.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <NamedIcon name={icon} root={root} size="s" fallback={item.kind === "command" ? SquareSlash : AtSign} />
      <span className="tx">
        <bdi className="t">{name}</bdi>
        {description && (
          <small dir="auto" title={description}>
            {description}
          </small>
        )}
      </span>
    </div>
  );
}

function idOf(item: Suggestion): string {
  return item.kind === "command" ? item.command.id : item.mention.id;
}
