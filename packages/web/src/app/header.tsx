// The bar over the chat: its name, the state of the line, the theme.
import { useOverview } from "@colloquy/client/react";
import { BookOpen, Menu as MenuIcon, Monitor, Moon, Palette, PanelLeft, Settings, SquarePen, Sun } from "lucide-react";
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../components/ui/icon-button.tsx";
import { lazyPart } from "../components/ui/lazy-part.tsx";
import { Menu } from "../components/ui/menu.tsx";
import { ConnectionChip } from "../features/connection/connection-chip.tsx";
import { useAnyElements } from "../features/elements/use-any-elements.ts";
import { useNavigation } from "../features/history/use-navigation.ts";
import { HeaderLinks } from "../features/looks/header-links.tsx";
import { ProfileMenu } from "../features/profiles/profile-menu.tsx";
import { useReadme } from "../features/readme/use-readme.ts";
import { SettingsPanelButton } from "../features/settings/chat-settings-button.tsx";
import { UserMenu } from "../features/sign-in/user-menu.tsx";
import { useConfig, useUi, useUiStore } from "./app-context.tsx";
import { useShortcut } from "./keys/use-shortcut.ts";

const ShareButton = lazyPart<object>(async () => (await import("../features/sharing/share-buttons.tsx")).ShareButton);
const PanelButton = lazyPart<object>(async () => (await import("../features/elements/panel/panel-button.tsx")).PanelButton);

export function Header() {
  const any = useAnyElements();
  const { t } = useTranslation();
  const ui = useUiStore();
  const { startNewChat } = useNavigation();
  const closed = useUi((state) => state.sidebar === "closed");
  const { readme, features } = useConfig();
  const { show } = useReadme();
  const sidebarKeys = useShortcut("sidebar");
  const newChatKeys = useShortcut("newChat");
  return (
    <header id="header" className="bar">
      <div className="start">
        {features.history && (
          <span className="only-s">
            <IconButton icon={MenuIcon} label={t("shell.openSidebar")} onClick={() => ui.toggleSidebar()} />
          </span>
        )}
        {features.history && closed && (
          <span className="only-l">
            <IconButton
              icon={PanelLeft}
              flip
              id="sidebar-trigger-button"
              label={t("shell.openSidebar")}
              shortcut={sidebarKeys}
              onClick={() => ui.toggleSidebar()}
            />
          </span>
        )}
      </div>
      <Title />
      <div className="end">
        <HeaderLinks />
        {readme && <IconButton icon={BookOpen} id="readme-button" label={t("shell.readme")} aria-haspopup="dialog" onClick={show} />}
        {features.sharing && (
          <Suspense>
            <ShareButton />
          </Suspense>
        )}
        <SettingsPanelButton />
        {any && (
          <Suspense>
            <PanelButton />
          </Suspense>
        )}
        <ThemeMenu />
        <UserMenu />
        <span className={features.history ? "only-s" : undefined}>
          <IconButton icon={SquarePen} label={t("shell.newChat")} shortcut={newChatKeys} onClick={startNewChat} />
        </span>
      </div>
    </header>
  );
}

function Title() {
  const { name: appName } = useConfig();
  const name = useOverview((overview) => (overview.refused ? undefined : overview.thread.name));
  const busy = useOverview((overview) => overview.busy);
  const asks = useOverview((overview) => overview.asks.length);
  useEffect(() => {
    const title = name ? `${name} · ${appName}` : appName;
    // How many questions wait, for whoever is in another tab.
    document.title = asks > 0 ? `(${asks}) ${title}` : busy ? `● ${title}` : title;
  }, [name, appName, busy, asks]);
  return (
    <div className="title">
      <ProfileMenu />
      {name && (
        <h1 className="text">
          <bdi>{name}</bdi>
        </h1>
      )}
      <ConnectionChip />
    </div>
  );
}

function ThemeMenu() {
  const { t, i18n } = useTranslation();
  const settingsKeys = useShortcut("settings");
  const ui = useUiStore();
  const theme = useUi((state) => state.preferences.theme);
  const { dev } = useConfig();
  return (
    <Menu
      dir={i18n.dir()}
      id="theme-toggle"
      icon={theme === "dark" ? Moon : theme === "light" ? Sun : Monitor}
      label={t("shell.theme")}
      items={[
        { kind: "choice", id: "light", icon: Sun, label: t("shell.light"), chosen: theme === "light", run: () => ui.setTheme("light") },
        { kind: "choice", id: "dark", icon: Moon, label: t("shell.dark"), chosen: theme === "dark", run: () => ui.setTheme("dark") },
        {
          kind: "choice",
          id: "system",
          icon: Monitor,
          label: t("shell.system"),
          chosen: theme === "system",
          run: () => ui.setTheme("system"),
        },
        { kind: "line" },
        ...(dev
          ? [{ kind: "command" as const, id: "edit-theme", icon: Palette, label: t("looks.edit"), run: () => ui.set({ panel: "theme" }) }]
          : []),
        {
          kind: "command",
          id: "open-settings",
          icon: Settings,
          label: t("shell.settings"),
          ...(settingsKeys.label && { keys: settingsKeys.label }),
          run: () => ui.openSettings(),
        },
      ]}
    />
  );
}
