// “More” in the toolbar of a message.
import type { MessageAction, StepId } from "@colloquy/protocol";
import { Ellipsis } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Menu } from "../../components/ui/menu.tsx";
import { useMessageActions } from "./use-message-actions.tsx";

interface MessageMenuProps {
  readonly messageIds: readonly StepId[];
  readonly formatted: boolean;
  /** Tools of the app that have no room beside it. */
  readonly tools?: readonly MessageAction[];
  /** The side on which the message stands. */
  readonly align?: "start" | "end";
}

export function MessageMenu({ align = "start", ...said }: MessageMenuProps) {
  const { t, i18n } = useTranslation();
  const items = useMessageActions(said);
  return <Menu small align={align} dir={i18n.dir()} icon={Ellipsis} label={t("chat.more")} className="more-said" items={items} />;
}
