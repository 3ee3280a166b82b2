// What the app offers to say next, under the newest answer. One press says it.
import { useOverview, useSurface } from "@colloquy/client/react";
import type { Starter } from "@colloquy/protocol";
import { CornerDownRight } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useUiStore } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";

const NONE: readonly Starter[] = [];

export function FollowUps() {
  const { t } = useTranslation();
  const ui = useUiStore();
  const { root, announcer } = useAppContext();
  const offered = useSurface("followUps") ?? NONE;
  // Once something is said they are no more, also before the server says so.
  const isTheirTurn = useOverview(({ busy, pending, queue, asks }) => !busy && pending.length + queue.length + asks.length === 0);
  const shown = isTheirTurn ? offered : NONE;
  useEffect(() => {
    if (shown.length > 0) announcer.say(t("followUps.announce", { count: shown.length }));
  }, [shown, announcer, t]);
  if (shown.length === 0) return null;
  const say = (followUp: Starter) => {
    ui.composer.send(followUp);
    // The button goes, and its focus with it.
    document.getElementById("chat-input")?.focus({ preventScroll: true });
  };
  return (
    <ul className="follow-ups" aria-label={t("followUps.label")} data-block>
      {shown.map((followUp) => (
        <li key={`${followUp.label}\n${followUp.message}`}>
          <button type="button" className="follow-up" onClick={() => say(followUp)}>
            {followUp.icon ? <NamedIcon name={followUp.icon} root={root} size="s" /> : <Icon of={CornerDownRight} size="s" flip />}
            <bdi>{followUp.label}</bdi>
          </button>
        </li>
      ))}
    </ul>
  );
}
