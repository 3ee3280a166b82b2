// Search chats, or do something: a list under a field, moved through with the arrow keys.
import { Search } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import { useReturnFocus } from "../../components/ui/return-focus.ts";
import { PaletteGroupView } from "./palette-group.tsx";
import type { FoundItem } from "./palette-item.ts";
import { toPaletteQuery } from "./palette-query.ts";
import type { TypedAhead } from "./typed-ahead.ts";
import { usePaletteItems } from "./use-palette-items.ts";
import "../../theme/parts/palette.css";

interface PaletteProps {
  /** What was typed before the search was here. */
  readonly typed: TypedAhead;
  readonly onClose: () => void;
}

export function Palette({ typed, onClose }: PaletteProps) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [entered, setEntered] = useState(false);
  const chosen = useRef<FoundItem>(undefined);
  const returnFocus = useReturnFocus();
  const list = useRef<HTMLDivElement>(null);
  const search = (next: string) => {
    setText(next);
    setAt(0);
    setEntered(false);
  };
  useLayoutEffect(() => {
    const ahead = typed.take();
    if (ahead.text) setText(ahead.text);
    setEntered(ahead.enter);
  }, [typed]);
  const query = toPaletteQuery(text);
  const { groups, threads } = usePaletteItems(query, search);
  const items = groups.flatMap((group) => group.items);
  const active = Math.min(at, items.length - 1);
  const nothing = items.every(({ kind }) => kind === "about");
  // biome-ignore lint/correctness/useExhaustiveDependencies: another selection is what there is to scroll to
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active, text]);
  const choose = (item: FoundItem | undefined) => {
    if (!item) return;
    if (item.stays) return item.run();
    chosen.current = item;
    onClose();
  };
  const settled = entered && text !== "" && threads?.state !== "loading";
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was found is chosen from once, when it is all there
  useEffect(() => {
    if (!settled) return;
    setEntered(false);
    choose(items[0]);
  }, [settled]);
  const onGone = (event: Event) => {
    returnFocus(event);
    // Now, and not before: what was chosen may want the focus elsewhere.
    chosen.current?.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || items.length === 0) return;
    const last = items.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active === last ? 0 : active + 1,
      ArrowUp: active === 0 ? last : active - 1,
      PageDown: Math.min(active + 8, last),
      PageUp: Math.max(active - 8, 0),
    };
    const to = moves[event.key];
    if (to !== undefined) setAt(to);
    else if (event.key === "Enter") choose(items[active]);
    else return;
    event.preventDefault();
  };
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim">
          <Radix.Content className="palette" aria-describedby={undefined} onCloseAutoFocus={onGone}>
            <Radix.Title className="sr">{t("search.title")}</Radix.Title>
            <div className="sr" role="status">
              {text.trim() !== "" && threads?.state !== "loading" && t("search.results", { count: nothing ? 0 : items.length })}
            </div>
            <div className="find">
              <Icon of={Search} />
              <input
                role="combobox"
                // biome-ignore lint/a11y/noAutofocus: the search is what was asked for; with the frame that draws it, no key is lost
                autoFocus
                aria-expanded="true"
                aria-controls={`${id}-list`}
                aria-activedescendant={items[active] ? `${id}-${active}` : undefined}
                aria-autocomplete="list"
                aria-label={t("search.title")}
                placeholder={t("search.placeholder")}
                value={text}
                dir="auto"
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => search(event.target.value)}
                onKeyDown={onKeyDown}
              />
              {threads?.state === "loading" && <span className="spin" aria-hidden />}
              <kbd aria-hidden>esc</kbd>
              <button type="button" className="btn quiet" onClick={onClose}>
                {t("common.cancel")}
              </button>
            </div>
            {nothing && threads?.state !== "failed" && (
              <p className="none">{threads?.state === "loading" ? t("search.loading") : t("search.none", { query: query.words })}</p>
            )}
            <div className="list" role="listbox" id={`${id}-list`} aria-label={t("search.title")} ref={list} tabIndex={-1}>
              {groups.map((group, index) => (
                <PaletteGroupView
                  key={group.kind}
                  id={id}
                  group={group}
                  from={groups.slice(0, index).reduce((sum, one) => sum + one.items.length, 0)}
                  active={active}
                  onPoint={setAt}
                  onChoose={choose}
                />
              ))}
            </div>
            {threads?.state === "failed" && (
              <div className="note" role="alert">
                {t("search.failed")}
                <button type="button" className="btn sm" onClick={threads.tryAgain}>
                  {t("common.tryAgain")}
                </button>
              </div>
            )}
            <Keys />
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Keys() {
  const { t } = useTranslation();
  const keys = [
    ["↑↓", t("search.move")],
    ["↵", t("search.open")],
    [">", t("search.commands")],
    ["#", t("search.chats")],
    ["?", t("search.help")],
  ] as const;
  return (
    <div className="keys" aria-hidden>
      {keys.map(([key, name]) => (
        <span key={key}>
          <kbd>{key}</kbd>
          {name}
        </span>
      ))}
    </div>
  );
}
