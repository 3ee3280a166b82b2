// Search chats, or do something: a list under a field, moved through with the arrow keys.
import { useChatClient, useThreads } from "@colloquy/client/react";
import type { ThreadSummary } from "@colloquy/protocol";
import { Keyboard, type LucideIcon, MessageSquare, Search, Settings, SquarePen, SunMoon } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useConfig, useUiStore } from "../../app/app-context.tsx";
import { shortcutLabel } from "../../app/shortcut-label.ts";
import { Icon } from "../../components/ui/icon.tsx";
import { useReturnFocus } from "../../components/ui/return-focus.ts";
import { dayName } from "./thread-groups.ts";
import { useNavigation } from "./use-navigation.ts";

const ASK_AFTER_MS = 150;
const SHOWN = 8;
/** Before anything is typed the commands should be in view as well. */
const RECENT = 6;

interface Item {
  readonly id: string;
  readonly group: string;
  readonly icon: LucideIcon;
  readonly name: string;
  readonly aside?: ReactNode;
  readonly run: () => void;
}

export function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const items = useItems(query, onClose);
  const active = Math.min(at, items.length - 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another selection is what there is to scroll to
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which is no way to clean up.
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || items.length === 0) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((active + step + items.length) % items.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      items[active]?.run();
    }
  };
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim">
          <Radix.Content className="palette" aria-describedby={undefined} onCloseAutoFocus={returnFocus}>
            <Radix.Title className="sr">{t("search.title")}</Radix.Title>
            <div className="sr" role="status">
              {query.trim() !== "" && t("search.results", { count: items.length })}
            </div>
            <div className="find">
              <Icon of={Search} />
              <input
                role="combobox"
                aria-expanded="true"
                aria-controls={`${id}-list`}
                aria-activedescendant={items[active] ? `${id}-${active}` : undefined}
                aria-autocomplete="list"
                aria-label={t("search.title")}
                placeholder={t("search.placeholder")}
                value={query}
                dir="auto"
                onChange={(event) => {
                  setQuery(event.target.value);
                  setAt(0);
                }}
                onKeyDown={onKeyDown}
              />
              <kbd aria-hidden>esc</kbd>
              <button type="button" className="btn quiet" onClick={onClose}>
                {t("common.cancel")}
              </button>
            </div>
            <div className="list" role="listbox" id={`${id}-list`} aria-label={t("search.title")} ref={list} tabIndex={-1}>
              {items.map((item, index) => (
                <Option
                  key={item.id}
                  id={`${id}-${index}`}
                  item={item}
                  heading={items[index - 1]?.group !== item.group}
                  selected={index === active}
                  query={query}
                  onPoint={() => setAt(index)}
                />
              ))}
              {items.length === 0 && <p className="none">{t("search.none", { query })}</p>}
            </div>
            <div className="keys" aria-hidden>
              <span>
                <kbd>↑↓</kbd>
                {t("search.move")}
              </span>
              <span>
                <kbd>↵</kbd>
                {t("search.open")}
              </span>
              <span>
                <kbd>&gt;</kbd>
                {t("search.commands")}
              </span>
            </div>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

function useItems(query: string, onClose: () => void): readonly Item[] {
  const { t, i18n } = useTranslation();
  const ui = useUiStore();
  const navigate = useNavigate();
  const { startNewChat } = useNavigation();
  const { features } = useConfig();
  const commandsOnly = query.startsWith(">") || !features.history;
  const words = query.replace(/^>/, "").trim();
  const threads = useFoundThreads(commandsOnly ? "" : words);
  const matches = (name: string) => name.toLowerCase().includes(words.toLowerCase());
  const when = (instant: string) => dayName(t, i18n.language, new Date(instant));
  const chats = commandsOnly
    ? []
    : threads.slice(0, words === "" ? RECENT : SHOWN).map((thread) => ({
        id: thread.id,
        group: t(words === "" ? "search.recent" : "search.chats"),
        icon: MessageSquare,
        name: thread.name ?? t("shell.untitled"),
        aside: <span className="mute num">{when(thread.updatedAt)}</span>,
        run: () => {
          onClose();
          void navigate(`/thread/${thread.id}`);
        },
      }));
  const switchTheme = () => {
    ui.setTheme(document.documentElement.classList.contains("dark") ? "light" : "dark");
    onClose();
  };
  const commands = [
    { id: "new", icon: SquarePen, name: t("shell.newChat"), aside: <kbd>{shortcutLabel("O", true)}</kbd>, run: startNewChat },
    { id: "theme", icon: SunMoon, name: t("search.switchTheme"), run: switchTheme },
    { id: "settings", icon: Settings, name: t("shell.settings"), aside: <kbd>{shortcutLabel(",")}</kbd>, run: () => ui.openSettings() },
    { id: "keys", icon: Keyboard, name: t("shell.shortcuts"), aside: <kbd>?</kbd>, run: () => ui.set({ dialog: "keys" }) },
  ].map((command) => ({ ...command, group: t("search.do") }));
  return [...chats, ...commands.filter(({ name }) => matches(name))];
}

/** What the list knows at once, and what the server finds shortly after. */
function useFoundThreads(words: string): readonly ThreadSummary[] {
  const client = useChatClient();
  const { threads } = useThreads();
  const [found, setFound] = useState<{ readonly words: string; readonly threads: readonly ThreadSummary[] }>();
  useEffect(() => {
    if (words === "") return;
    const leave = new AbortController();
    const timer = setTimeout(() => {
      client.api
        .call("listThreads", { search: words, limit: SHOWN }, { signal: leave.signal })
        .then((page) => setFound({ words, threads: page.threads }))
        .catch(() => undefined); // The names that are known already are searched as well; they stay.
    }, ASK_AFTER_MS);
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [client, words]);
  if (words === "") return threads;
  if (found?.words === words) return found.threads;
  return threads.filter(({ name }) => name?.toLowerCase().includes(words.toLowerCase()));
}

interface OptionProps {
  readonly id: string;
  readonly item: Item;
  readonly heading: boolean;
  readonly selected: boolean;
  readonly query: string;
  readonly onPoint: () => void;
}

function Option({ id, item, heading, selected, query, onPoint }: OptionProps) {
  return (
    <>
      {heading && (
        <div className="group-name" aria-hidden>
          {item.group}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the keys */}
      <div
        role="option"
        id={id}
        className="item"
        aria-selected={selected}
        tabIndex={-1}
        onPointerMove={selected ? undefined : onPoint}
        onClick={item.run}
      >
        <Icon of={item.icon} />
        <bdi className="tx">
          <Marked text={item.name} words={query.trim()} />
        </bdi>
        {item.aside}
      </div>
    </>
  );
}

function Marked({ text, words }: { readonly text: string; readonly words: string }) {
  const at = words === "" ? -1 : text.toLowerCase().indexOf(words.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + words.length)}</mark>
      {text.slice(at + words.length)}
    </>
  );
}
