// Who is signed in, in the header, with the way out; where nobody has to be, the way in.
import { useChatClient } from "@colloquy/client/react";
import { CircleUserRound, LogOut, Settings } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAppContext, useUiStore } from "../../app/app-context.tsx";
import { useShortcut } from "../../app/keys/use-shortcut.ts";
import { Menu } from "../../components/ui/menu.tsx";
import { forgetDrafts } from "../composer/drafts.ts";
import { signOut } from "./auth-api.ts";
import { signInAddress } from "./next-place.ts";

export function UserMenu() {
  const { t, i18n } = useTranslation();
  const { auth, root, deletions } = useAppContext();
  const client = useChatClient();
  const ui = useUiStore();
  const settingsKeys = useShortcut("settings");
  if (!auth || (!auth.user && auth.providers.length === 0)) return null;
  if (!auth.user) {
    const toSignIn = () => location.assign(signInAddress(root, location.pathname.slice(root.length) || "/"));
    return (
      <button type="button" className="btn sm" id="sign-in-button" onClick={toSignIn}>
        {t("signIn.submit")}
      </button>
    );
  }
  const name = auth.user.displayName ?? auth.user.identifier;
  const leave = async () => {
    try {
      await deletions.finishAll();
      await signOut(root);
    } catch {
      ui.toast({ tone: "error", title: t("signIn.signOutFailed") });
      return;
    }
    client.close();
    forgetDrafts();
    location.assign(auth.loginRequired ? `${root}/login` : `${root}/`);
  };
  return (
    <Menu
      dir={i18n.dir()}
      id="user-nav-button"
      icon={CircleUserRound}
      label={t("signIn.account", { name })}
      items={[
        { kind: "title", id: "who", label: name, detail: name === auth.user.identifier ? undefined : auth.user.identifier },
        { kind: "line" },
        {
          kind: "command",
          id: "account-settings",
          icon: Settings,
          label: t("shell.settings"),
          ...(settingsKeys.label && { keys: settingsKeys.label }),
          run: () => ui.openSettings(),
        },
        { kind: "command", id: "sign-out", icon: LogOut, label: t("signIn.signOut"), run: () => void leave() },
      ]}
    />
  );
}
