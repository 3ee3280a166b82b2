// What a person can do with their data: take it along, clear this browser, delete every chat.
import { useChatClient } from "@colloquy/client/react";
import { type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig, useUiStore } from "../../app/app-context.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { UNDO_MS } from "../history/undo-ms.ts";
import { useNavigation } from "../history/use-navigation.ts";
import { toLocale } from "../thread/times.ts";

const ExportDialog = lazyPart(async () => (await import("../export/export-dialog.tsx")).ExportDialog);

const SharesSection = lazyPart<object>(async () => (await import("../sharing/shares-section.tsx")).SharesSection);

export function DataSection({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { features } = useConfig();
  return (
    <div className="fields">
      {features.history && <Chats onClose={onClose} />}
      {features.sharing && (
        <Suspense>
          <SharesSection />
        </Suspense>
      )}
      <Row title={t("data.clearTitle")} text={t("data.clearText")}>
        <button type="button" className="btn" onClick={clearBrowser}>
          {t("data.clear")}
        </button>
      </Row>
    </div>
  );
}

function Chats({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const client = useChatClient();
  const { features, keepDeletedDays } = useConfig();
  const ui = useUiStore();
  const { leaveGone, openAgain } = useNavigation();
  const [deleting, setDeleting] = useState(false);
  const [asks, setAsks] = useState<"export" | "delete">();
  const close = () => setAsks(undefined);
  const days = new Intl.NumberFormat(toLocale(i18n.language), { style: "unit", unit: "day", unitDisplay: "long" });
  const isKept = features.marks && keepDeletedDays > 0;
  const what = isKept
    ? t("data.deleteTextKept", { place: t("history.view.deleted"), days: days.format(keepDeletedDays) })
    : t("data.deleteText");
  const fail = (error: unknown) => ui.toast({ tone: "error", title: t("data.deleteFailed"), text: messageOf(error) });
  const listsChanged = () => client.threads.changed({ type: "threads-changed" });
  const deleteAll = async () => {
    close();
    setDeleting(true);
    const { thread } = client.store.getOverview();
    try {
      const { count, since } = await client.api.call("deleteAllThreads", {}, { keepalive: true });
      onClose();
      const wasOpen = leaveGone(() => true);
      const undo = async () => {
        await client.api.call("restoreThreads", { since: since ?? "" });
        listsChanged();
        if (wasOpen) openAgain(thread.id);
      };
      ui.toast({
        tone: "success",
        title: t("data.deleted", { count }),
        ...(since !== undefined &&
          count > 0 && { lasts: UNDO_MS, action: { label: t("settings.undo"), run: () => void undo().catch(fail) } }),
      });
    } catch (error) {
      fail(error);
    } finally {
      setDeleting(false);
      listsChanged();
    }
  };
  return (
    <>
      <Row title={t("data.exportTitle")} text={t("data.exportText")}>
        <button type="button" className="btn" id="export-all" onClick={() => setAsks("export")}>
          {t("data.export")}
        </button>
      </Row>
      <Row title={t("data.deleteTitle")} text={what} state={deleting && t("chat.working")}>
        <button
          type="button"
          className="btn danger-line"
          aria-disabled={deleting || undefined}
          onClick={() => deleting || setAsks("delete")}
        >
          {t("data.delete")}
        </button>
      </Row>
      <Suspense>{asks === "export" && <ExportDialog all onClose={close} />}</Suspense>
      {asks === "delete" && (
        <Dialog
          title={t("data.deleteConfirm")}
          closeLabel={t("common.close")}
          onClose={close}
          footer={
            <>
              <button type="button" className="btn" onClick={close}>
                {t("common.cancel")}
              </button>
              <button type="button" className="btn danger" id="confirm-delete-all" onClick={() => void deleteAll()}>
                {t("data.delete")}
              </button>
            </>
          }
        >
          <p>{what}</p>
        </Dialog>
      )}
    </>
  );
}

interface RowProps {
  readonly title: string;
  readonly text: string;
  /** How far the work is. */
  readonly state?: string | false;
  readonly children: ReactNode;
}

function Row({ title, text, state, children }: RowProps) {
  return (
    <div className="line choice">
      <div>
        <span className="label">{title}</span>
        <span className="hint">{text}</span>
        <span className="hint" role="status">
          {state}
        </span>
      </div>
      <div className="acts">{children}</div>
    </div>
  );
}

/** Everything this app keeps here; the page begins anew, as nothing of it may be written back. */
function clearBrowser(): void {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (key.startsWith("colloquy")) storage.removeItem(key);
  }
  location.reload();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}
