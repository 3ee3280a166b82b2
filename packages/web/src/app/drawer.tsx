// The sidebar over the page, where there is no room beside it.
import { Dialog } from "radix-ui";
import { useTranslation } from "react-i18next";
import { focusItself } from "../components/ui/dialog.tsx";
import { useReturnFocus } from "../components/ui/return-focus.ts";
import { Sidebar } from "../features/history/sidebar.tsx";

export function Drawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content aria-describedby={undefined} onOpenAutoFocus={focusItself} onCloseAutoFocus={returnFocus} asChild>
          <div tabIndex={-1}>
            <Dialog.Title className="sr">{t("shell.chats")}</Dialog.Title>
            <Sidebar drawer />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
