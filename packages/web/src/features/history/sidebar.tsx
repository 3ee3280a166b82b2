// This visitor's chats, newest first, and the way to a new one. What is in the list comes with code of its own, while the chats are asked for.
import { PanelLeft, Search, Settings, SquarePen } from "lucide-react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig, useUiStore } from "../../app/app-context.tsx";
import { useShortcut } from "../../app/keys/use-shortcut.ts";
import { Part, QuietPart } from "../../app/part.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { soonStrings } from "../../i18n/late-strings.ts";
import { AppMark } from "../looks/app-mark.tsx";
import { HistorySkeleton } from "./history-skeleton.tsx";
import { ALL, type HistoryView } from "./history-view.ts";
import { useNavigation } from "./use-navigation.ts";

const History = lazyPart(async () => (await import("./history-parts.ts")).historyParts.History, soonStrings);
const ViewMenu = lazyPart(async () => (await import("./history-parts.ts")).historyParts.ViewMenu, soonStrings);

export function Sidebar({ drawer = false }: { readonly drawer?: boolean }) {
  const { t } = useTranslation();
  const { features } = useConfig();
  const ui = useUiStore();
  const { auth } = useAppContext();
  const { startNewChat } = useNavigation();
  const [view, setView] = useState<HistoryView>(ALL);
  const keys = { sidebar: useShortcut("sidebar"), newChat: useShortcut("newChat"), search: useShortcut("search") };
  const openSettings = () => {
    ui.set({ drawer: false });
    ui.openSettings();
  };
  return (
    <nav className={`sidebar ${drawer ? "drawer" : ""}`} aria-label={t("shell.chats")} data-sidebar="sidebar">
      <div className="top">
        <AppMark />
        {features.history && features.marks && (
          <QuietPart>
            <Suspense>
              <ViewMenu view={view} onView={setView} />
            </Suspense>
          </QuietPart>
        )}
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
      {features.history ? (
        <Part>
          <Suspense fallback={<Coming />}>
            <History view={view} onView={setView} />
          </Suspense>
        </Part>
      ) : (
        <div className="threads" id="thread-history" />
      )}
      {/* Who is signed in finds them in the menu of the account. */}
      {!auth?.user && (
        <div className="foot">
          <button type="button" className="row" id="sidebar-settings" onClick={openSettings}>
            <Icon of={Settings} />
            <span className="t">{t("shell.settings")}</span>
          </button>
        </div>
      )}
    </nav>
  );
}

function Coming() {
  return (
    <div className="threads">
      <HistorySkeleton />
    </div>
  );
}
