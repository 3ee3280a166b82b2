// What lies over the page. Its code comes when it is first wanted, or when the page has nothing better to do.
import { useOverview } from "@colloquy/client/react";
import { useEffect, useState } from "react";
import { lazyPart, whenIdle } from "../components/ui/lazy-part.tsx";
import { useMissingKeys } from "../features/keys/use-keys.ts";
import { ComingPalette } from "../features/palette/coming-palette.tsx";
import { TypedAhead } from "../features/palette/typed-ahead.ts";
import { useReadme } from "../features/readme/use-readme.ts";
import { saidTools } from "../features/said/load-said-tools.ts";
import { useSignedOut } from "../features/sign-in/use-signed-out.ts";
import { useAppContext, useConfig, useUi, useUiStore } from "./app-context.tsx";
import { OverlayPart } from "./part.tsx";

const Drawer = lazyPart(async () => (await import("./drawer.tsx")).Drawer);
const Palette = lazyPart(async () => (await import("../features/palette/palette.tsx")).Palette);
const NewChatDialog = lazyPart(async () => (await import("../features/history/new-chat-dialog.tsx")).NewChatDialog);
const ProfileDialog = lazyPart(async () => (await import("../features/profiles/profile-dialog.tsx")).ProfileDialog);
const ReadmeDialog = lazyPart(async () => (await import("../features/readme/readme-dialog.tsx")).ReadmeDialog);
const SettingsDialog = lazyPart(async () => (await import("../features/settings/settings-dialog.tsx")).SettingsDialog);
const ExportDialog = lazyPart(async () => (await import("../features/export/export-dialog.tsx")).ExportDialog);
const KeysScreen = lazyPart(async () => (await import("../features/keys/keys-screen.tsx")).KeysScreen);
const SignInAgain = lazyPart(async () => (await import("../features/sign-in/sign-in-again.tsx")).SignInAgain);
const KeysDialog = lazyPart(async () => (await import("./keys/keys-dialog.tsx")).KeysDialog);

/** How long after the chat is there. */
const AFTER_MS = 5_000;

export function Overlays() {
  const ui = useUiStore();
  const { features } = useConfig();
  const dialog = useUi((state) => state.dialog);
  const drawer = useUi((state) => state.drawer);
  const { auth } = useAppContext();
  const signedOut = useSignedOut();
  const asksForKeys = useMissingKeys().length > 0;
  const [typed] = useState(() => new TypedAhead());
  const close = () => ui.set({ dialog: undefined });
  const closeDrawer = () => ui.set({ drawer: false });
  const readme = useReadme();
  useLoadWhenIdle();
  return (
    <>
      {drawer && features.history && (
        <OverlayPart onClose={closeDrawer}>
          <Drawer onClose={closeDrawer} />
        </OverlayPart>
      )}
      {dialog && dialog !== "share" && (
        <OverlayPart
          key={dialog}
          onClose={close}
          {...(dialog === "search" && { coming: <ComingPalette typed={typed} onCancel={close} /> })}
        >
          {dialog === "search" && <Palette typed={typed} onClose={close} />}
          {dialog === "newChat" && <NewChatDialog onClose={close} />}
          {dialog === "newChatWithProfile" && <ProfileDialog onClose={close} />}
          {dialog === "export" && <ExportDialog onClose={close} />}
          {dialog === "keys" && <KeysDialog onClose={close} />}
          {dialog === "settings" && <SettingsDialog onClose={close} />}
        </OverlayPart>
      )}
      {readme.open && (
        <OverlayPart onClose={readme.close}>
          <ReadmeDialog onClose={readme.close} />
        </OverlayPart>
      )}
      {asksForKeys && (
        <OverlayPart onClose={close} coming={null}>
          <KeysScreen />
        </OverlayPart>
      )}
      {signedOut && auth && (
        <OverlayPart onClose={close} coming={null}>
          <SignInAgain auth={auth} />
        </OverlayPart>
      )}
    </>
  );
}

/** What opens by a shortcut is at hand before anybody presses it, once the chat is there. */
function useLoadWhenIdle(): void {
  const ready = useOverview((overview) => overview.ready);
  useEffect(() => {
    if (!ready) return undefined;
    // Not while the first visit is still fetching what it shows.
    return whenIdle(AFTER_MS, () => {
      for (const part of [Palette, KeysDialog, SettingsDialog, NewChatDialog]) part.preload();
      saidTools.load();
    });
  }, [ready]);
}
