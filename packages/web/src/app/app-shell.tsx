// The frame of the page: history beside, header above, the chat in the middle, and what lies over all of it.
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Tooltips } from "../components/ui/tooltips.tsx";
import { Sidebar } from "../features/history/sidebar.tsx";
import { useFollowAddress, usePlace } from "../features/history/use-navigation.ts";
import { useMissingKeys } from "../features/keys/use-keys.ts";
import { useReadme } from "../features/readme/use-readme.ts";
import { useSignedOut } from "../features/sign-in/use-signed-out.ts";
import { ChatPage } from "../features/thread/chat-page.tsx";
import { useAnnounceChats, useAnnounceTurns } from "../features/thread/use-announce-turns.ts";
import { useAppContext, useConfig, useUi, useUiStore } from "./app-context.tsx";
import { Header } from "./header.tsx";
import { useKeyboard } from "./keyboard.ts";
import { useActions } from "./keys/use-actions.ts";
import { PanelHost } from "./panel-host.tsx";
import { applyPreferences } from "./preferences.ts";
import { Toaster } from "./toaster.tsx";

const Drawer = lazy(async () => ({ default: (await import("./drawer.tsx")).Drawer }));
const Palette = lazy(async () => ({ default: (await import("../features/palette/palette.tsx")).Palette }));
const NewChatDialog = lazy(async () => ({ default: (await import("../features/history/new-chat-dialog.tsx")).NewChatDialog }));
const ProfileDialog = lazy(async () => ({ default: (await import("../features/profiles/profile-dialog.tsx")).ProfileDialog }));
const ReadmeDialog = lazy(async () => ({ default: (await import("../features/readme/readme-dialog.tsx")).ReadmeDialog }));
const SettingsDialog = lazy(async () => ({ default: (await import("../features/settings/settings-dialog.tsx")).SettingsDialog }));
const KeysScreen = lazy(async () => ({ default: (await import("../features/keys/keys-screen.tsx")).KeysScreen }));
const SignInAgain = lazy(async () => ({ default: (await import("../features/sign-in/sign-in-again.tsx")).SignInAgain }));
const KeysDialog = lazy(async () => ({ default: (await import("./keys/keys-dialog.tsx")).KeysDialog }));

export function AppShell() {
  const place = usePlace();
  const { layout, features } = useConfig();
  const sidebar = useUi((state) => state.sidebar);
  useFollowAddress(place);
  useKeyboard(useActions());
  useAnnounceChats();
  useAnnounceTurns();
  useApplyPreferences();
  return (
    <>
      <SkipLinks />
      <div className="shell" data-sidebar={sidebar} data-layout={layout}>
        {features.history && <Sidebar />}
        <div className="stage">
          <Header />
          <div className="split">
            <ChatPage place={place.kind} />
          </div>
        </div>
        <PanelHost />
      </div>
      <Overlays />
      <Toaster />
      <Tooltips />
      <SpokenRegion />
    </>
  );
}

function SkipLinks() {
  const { t } = useTranslation();
  const toAnswer = () => {
    const rows = document.querySelectorAll<HTMLElement>(".turn-row[data-turn-id]");
    rows[rows.length - 1]?.focus();
  };
  return (
    <>
      <button type="button" className="skip" onClick={() => document.getElementById("chat-input")?.focus()}>
        {t("shell.skipToComposer")}
      </button>
      <button type="button" className="skip" onClick={toAnswer}>
        {t("shell.skipToAnswer")}
      </button>
    </>
  );
}

function Overlays() {
  const ui = useUiStore();
  const { features } = useConfig();
  const dialog = useUi((state) => state.dialog);
  const drawer = useUi((state) => state.drawer);
  const { auth } = useAppContext();
  const signedOut = useSignedOut();
  const asksForKeys = useMissingKeys().length > 0;
  const close = () => ui.set({ dialog: undefined });
  const readme = useReadme();
  return (
    <Suspense>
      {drawer && features.history && <Drawer onClose={() => ui.set({ drawer: false })} />}
      {dialog === "search" && <Palette onClose={close} />}
      {dialog === "newChat" && <NewChatDialog onClose={close} />}
      {dialog === "newChatWithProfile" && <ProfileDialog onClose={close} />}
      {dialog === "keys" && <KeysDialog onClose={close} />}
      {readme.open && <ReadmeDialog onClose={readme.close} />}
      {dialog === "settings" && <SettingsDialog onClose={close} />}
      {asksForKeys && <KeysScreen />}
      {signedOut && auth && <SignInAgain auth={auth} />}
    </Suspense>
  );
}

function SpokenRegion() {
  const { announcer } = useAppContext();
  return <div className="sr" role="status" aria-live="polite" ref={announcer.attach} />;
}

/** While the choice of the theme is the system's, a change of the system is followed. */
function useApplyPreferences(): void {
  const preferences = useUi((state) => state.preferences);
  useEffect(() => {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => applyPreferences(preferences);
    follow();
    system.addEventListener("change", follow);
    return () => system.removeEventListener("change", follow);
  }, [preferences]);
}
