// Which profile this chat has, in the header, and the way to another one. An app with fewer than two shows nothing.
import { useOverview } from "@colloquy/client/react";
import type { ChatProfile } from "@colloquy/protocol";
import { ChevronDown } from "lucide-react";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { useLateMenu } from "../../components/ui/late-menu.ts";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { useChooseProfile } from "./use-choose-profile.ts";
import { nameOf, type Profiles, useProfile } from "./use-profile.ts";

const load = () => import("./profile-menu-content.tsx");
const ProfileMenuContent = lazy(async () => ({ default: (await load()).ProfileMenuContent }));

export function ProfileMenu() {
  const { profiles, current } = useLastProfiles();
  const { choose } = useChooseProfile();
  const late = useLateMenu();
  if (profiles.length < 2 || !current) return null;
  const closed = <ProfileButton profile={current} {...late.button} />;
  if (!late.wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <ProfileMenuContent
        trigger={<ProfileButton profile={current} />}
        onFocus={late.onFocus}
        profiles={profiles}
        current={current}
        onChoose={choose}
      />
    </Suspense>
  );
}

/** While a new chat begins nothing is known of it; the button, which has the focus, stays as it was. */
function useLastProfiles(): Profiles {
  const now = useProfile();
  const ready = useOverview((overview) => overview.ready);
  const last = useRef(now);
  const shown = ready || now.profiles.length > 0 ? now : last.current;
  useEffect(() => {
    last.current = shown;
  });
  return shown;
}

interface ProfileButtonProps extends React.ComponentProps<"button"> {
  readonly profile: ChatProfile;
}

function ProfileButton({ profile, ...rest }: ProfileButtonProps) {
  const { t } = useTranslation();
  const { root } = useAppContext();
  const preload = () => void load();
  return (
    <button
      aria-haspopup="menu"
      aria-expanded={false}
      {...rest}
      type="button"
      className="pick"
      id="chat-profiles"
      onPointerEnter={preload}
      onFocus={preload}
    >
      <span className="sr">{t("profiles.label")}</span> <NamedIcon name={profile.icon} root={root} size="s" />
      <bdi className="t">{nameOf(profile)}</bdi> <Icon of={ChevronDown} size="xs" />
    </button>
  );
}
