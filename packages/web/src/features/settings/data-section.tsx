// What a person can do with their data: take it along, clear this browser, delete every chat.
import { useChatClient, useThreads } from "@colloquy/client/react";
import type { ThreadId } from "@colloquy/protocol";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig, useUiStore } from "../../app/app-context.tsx";
import { downloadText } from "../../components/markdown/download.ts";
import { Dialog } from "../../components/ui/dialog.tsx";
import { useNavigation } from "../history/use-navigation.ts";
import { allThreads, readAllChats, toMarkdown } from "./export-chats.ts";

type Work = { readonly what: "export" | "delete"; readonly done: number } | undefined;

export function DataSection({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { features } = useConfig();
  return (
    <div className="fields">
      {features.history && <Chats onClose={onClose} />}
      <Row title={t("data.clearTitle")} text={t("data.clearText")}>
        <button type="button" className="btn" onClick={clearBrowser}>
          {t("data.clear")}
        </button>
      </Row>
    </div>
  );
}

function Chats({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useChatClient();
  const { name } = useConfig();
  const ui = useUiStore();
  const { list } = useThreads();
  const { leaveGone } = useNavigation();
  const [work, setWork] = useState<Work>();
  const [asks, setAsks] = useState(false);
  const leave = useLeaveSignal();
  const download = async (format: "json" | "md") => {
    setWork({ what: "export", done: 0 });
    try {
      const chats = await readAllChats(api, leave(), (done) => setWork({ what: "export", done }));
      if (chats.length === 0) ui.toast({ tone: "info", title: t("data.exportEmpty") });
      else if (format === "json") downloadText(`${name}.json`, JSON.stringify({ chats }, null, 2), "application/json");
      else downloadText(`${name}.md`, toMarkdown(chats, { untitled: t("data.untitled"), you: t("data.you") }), "text/markdown");
    } catch (error) {
      if (!leave().aborted) ui.toast({ tone: "error", title: t("data.exportFailed"), text: messageOf(error) });
    } finally {
      setWork(undefined);
    }
  };
  const deleteAll = async () => {
    setAsks(false);
    let done = 0;
    setWork({ what: "delete", done });
    try {
      const ids: ThreadId[] = [];
      for await (const { id } of allThreads(api, leave())) ids.push(id);
      for (const threadId of ids) {
        await api.call("deleteThread", { threadId });
        setWork({ what: "delete", done: ++done });
      }
      ui.toast({ tone: "success", title: t("data.deleted", { count: done }) });
      onClose();
      leaveGone((id) => ids.includes(id));
    } catch (error) {
      if (!leave().aborted) ui.toast({ tone: "error", title: t("data.deleteFailed"), text: messageOf(error) });
    } finally {
      setWork(undefined);
      void list.refresh();
    }
  };
  const busy = work !== undefined || undefined;
  return (
    <>
      <Row
        title={t("data.exportTitle")}
        text={t("data.exportText")}
        state={work?.what === "export" && t("data.exporting", { done: work.done })}
      >
        <button type="button" className="btn" aria-disabled={busy} onClick={() => busy || void download("json")}>
          {t("data.exportJson")}
        </button>
        <button type="button" className="btn" aria-disabled={busy} onClick={() => busy || void download("md")}>
          {t("data.exportMarkdown")}
        </button>
      </Row>
      <Row
        title={t("data.deleteTitle")}
        text={t("data.deleteText")}
        state={work?.what === "delete" && t("data.deleting", { count: work.done })}
      >
        <button type="button" className="btn danger-line" aria-disabled={busy} onClick={() => busy || setAsks(true)}>
          {t("data.delete")}
        </button>
      </Row>
      {asks && (
        <Dialog
          title={t("data.deleteConfirm")}
          closeLabel={t("common.close")}
          onClose={() => setAsks(false)}
          footer={
            <>
              <button type="button" className="btn" onClick={() => setAsks(false)}>
                {t("common.cancel")}
              </button>
              <button type="button" className="btn danger" id="confirm-delete-all" onClick={() => void deleteAll()}>
                {t("data.delete")}
              </button>
            </>
          }
        >
          <p>{t("data.deleteText")}</p>
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

/** A signal that goes off when the section is left. */
function useLeaveSignal(): () => AbortSignal {
  const controller = useRef(new AbortController());
  useEffect(() => {
    if (controller.current.signal.aborted) controller.current = new AbortController();
    return () => controller.current.abort();
  }, []);
  return () => controller.current.signal;
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
