// This visitor's chats, newest first, and the way to a new one.
import { useThreads } from "@colloquy/client/react";
import { PanelLeft, Search, SquarePen } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useConfig, useUiStore } from "../../app/app-context.tsx";
import { useShortcut } from "../../app/keys/use-shortcut.ts";
import { Icon } from "../../components/ui/icon.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { AppMark } from "../looks/app-mark.tsx";
import { toLocale } from "../thread/times.ts";
import { groupThreads, type ThreadGroup } from "./thread-groups.ts";
import { ThreadRow } from "./thread-row.tsx";
import { useNavigation } from "./use-navigation.ts";

export function Sidebar({ drawer = false }: { readonly drawer?: boolean }) {
  const { t } = useTranslation();
  const { features } = useConfig();
  const ui = useUiStore();
  const { startNewChat } = useNavigation();
  const keys = { sidebar: useShortcut("sidebar"), newChat: useShortcut("newChat"), search: useShortcut("search") };
  return (
    <nav className={`sidebar ${drawer ? "drawer" : ""}`} aria-label={t("shell.chats")} data-sidebar="sidebar">
      <div className="top">
        <AppMark />
        <IconButton icon={PanelLeft} flip label={t("shell.closeSidebar")} shortcut={keys.sidebar} onClick={() => ui.toggleSidebar()} />
      </div>
      <div className="do">
        <button type="button" className="row" id="new-chat-button" aria-keyshortcuts={keys.newChat.aria} onClick={startNewChat}>
          <Icon of={SquarePen} />
          <span className="t">{t("shell.newChat")}</span>
          {keys.newChat.label && <kbd aria-hidden>{keys.newChat.label}</kbd>}
        </button>
        <button
          type="button"
          className="row"
          id="search-chats-button"
          aria-keyshortcuts={keys.search.aria}
          onClick={() => ui.set({ dialog: "search", drawer: false })}
        >
          <Icon of={Search} />
          <span className="t">{t("shell.search")}</span>
          {keys.search.label && <kbd aria-hidden>{keys.search.label}</kbd>}
        </button>
      </div>
      <div className="threads" id="thread-history">
        {features.history && <ThreadHistory />}
      </div>
    </nav>
  );
}

function ThreadHistory() {
  const { t } = useTranslation();
  const { threads, loading, error, hasMore, list } = useThreads();
  const groups = useMemo(() => groupThreads(threads, new Date()), [threads]);
  if (threads.length === 0 && loading) return <Skeleton />;
  if (threads.length === 0 && error)
    return (
      <div className="hint" role="status">
        <p>{t("history.failed")}</p>
        <button type="button" className="btn sm" style={{ marginBlockStart: "0.625rem" }} onClick={() => void list.refresh()}>
          {t("common.tryAgain")}
        </button>
      </div>
    );
  if (threads.length === 0) return <p className="hint">{t("history.empty")}</p>;
  return (
    <>
      {groups.map((group) => (
        <Group key={group.key} group={group} />
      ))}
      {hasMore && (
        <button type="button" className="row mute" disabled={loading} onClick={() => void list.loadMore()}>
          {t("history.loadMore")}
        </button>
      )}
    </>
  );
}

function Group({ group }: { readonly group: ThreadGroup }) {
  const { t, i18n } = useTranslation();
  const title = group.near
    ? t(`history.${group.near}`)
    : new Intl.DateTimeFormat(toLocale(i18n.language), { month: "long", year: "numeric" }).format(group.month);
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {group.threads.map((thread) => (
          <ThreadRow key={thread.id} thread={thread} />
        ))}
      </ul>
    </section>
  );
}

function Skeleton() {
  return (
    <div aria-hidden style={{ paddingBlockStart: "2.5rem" }}>
      {[80, 62, 71].map((width) => (
        <span key={width} className="sk" style={{ inlineSize: `${width}%` }} />
      ))}
    </div>
  );
}
