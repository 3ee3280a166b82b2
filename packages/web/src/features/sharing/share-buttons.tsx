// The ways to share the open chat: in the header, and under each answer; and the dialog that either opens.
import { useOverview } from "@colloquy/client/react";
import type { TurnId } from "@colloquy/protocol";
import { Share2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useUi, useUiStore } from "../../app/app-context.tsx";
import { OverlayPart } from "../../app/part.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";

const ShareDialog = lazyPart<{ onClose: () => void }>(async () => (await import("./share-dialog.tsx")).ShareDialog);

export function ShareButton() {
  const { t } = useTranslation();
  const ui = useUiStore();
  const threadId = useOverview(({ interacted, refused, thread }) => (interacted && !refused ? thread.id : undefined));
  const asked = useUi((state) => state.dialog === "share");
  const close = () => ui.set({ dialog: undefined });
  const open = () => threadId && ui.set({ dialog: "share", sharing: { threadId } });
  return (
    <>
      {threadId && <IconButton icon={Share2} id="share-button" label={t("share.open")} aria-haspopup="dialog" onClick={open} />}
      {asked && (
        <OverlayPart onClose={close}>
          <ShareDialog onClose={close} />
        </OverlayPart>
      )}
    </>
  );
}

export function ShareAnswerButton({ turnId }: { readonly turnId: TurnId }) {
  const { t } = useTranslation();
  const ui = useUiStore();
  const threadId = useOverview(({ interacted, thread }) => (interacted ? thread.id : undefined));
  if (threadId === undefined) return null;
  const open = () => ui.set({ dialog: "share", sharing: { threadId, turnId } });
  return <IconButton small icon={Share2} className="share-answer" label={t("share.answer")} aria-haspopup="dialog" onClick={open} />;
}
