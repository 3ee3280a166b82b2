// One chat in the list: a link, and a menu to rename or delete it.
import { useOverview, useThreads } from "@colloquy/client/react";
import type { ThreadSummary } from "@colloquy/protocol";
import { Download, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { type KeyboardEvent, memo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useUiStore } from "../../app/app-context.tsx";
import { OverlayPart } from "../../app/part.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { Menu } from "../../components/ui/menu.tsx";
import { isComposing } from "../composer/is-composing.ts";
import { useNavigation } from "./use-navigation.ts";

const DeleteDialog = lazyPart(async () => (await import("./delete-dialog.tsx")).DeleteDialog);

export const ThreadRow = memo(function ThreadRow({ thread }: { readonly thread: ThreadSummary }) {
  const { t, i18n } = useTranslation();
  const ui = useUiStore();
  const { leaveGone, openAgain } = useNavigation();
  const [mode, setMode] = useState<"rest" | "rename" | "delete">("rest");
  const current = useOverview((overview) => overview.thread.id === thread.id);
  const busy = useOverview((overview) => overview.thread.id === thread.id && overview.busy);
  // The open chat knows it by itself, and sooner.
  const waits = useOverview((overview) =>
    overview.thread.id === thread.id ? overview.asks.length > 0 : "waits" in thread && thread.waits === true,
  );
  const name = thread.name ?? t("shell.untitled");
  if (mode === "rename") return <Rename thread={thread} name={name} onDone={() => setMode("rest")} />;
  return (
    <li
      className="row"
      data-current={current || undefined}
      onKeyDown={(event) => {
        if (event.key === "F2") setMode("rename");
      }}
    >
      <Link
        className="t link"
        id={`thread-${thread.id}`}
        to={`/thread/${thread.id}`}
        aria-current={current ? "page" : undefined}
        onClick={() => ui.set({ drawer: false })}
      >
        <bdi>{name}</bdi>
      </Link>
      {waits ? (
        <span className="dot wait" role="img" aria-label={t("ask.waits", { count: 1 })} />
      ) : (
        busy && <span className="spin" role="img" aria-label={t("chat.working")} />
      )}
      <Menu
        dir={i18n.dir()}
        icon={Ellipsis}
        small
        label={t("history.more", { name })}
        className="more thread-options"
        items={[
          { kind: "command", id: "rename-thread", icon: Pencil, label: t("history.rename"), keys: "F2", run: () => setMode("rename") },
          {
            kind: "command",
            id: "export-thread",
            icon: Download,
            label: t("export.open"),
            movesFocus: true,
            run: () => ui.set({ dialog: "export", exporting: thread.id, drawer: false }),
          },
          { kind: "line" },
          { kind: "command", id: "delete-thread", icon: Trash2, label: t("history.delete"), danger: true, run: () => setMode("delete") },
        ]}
      />
      {mode === "delete" && (
        <OverlayPart onClose={() => setMode("rest")}>
          <DeleteDialog
            thread={thread}
            name={name}
            onClose={() => setMode("rest")}
            onDeleted={() => leaveGone((id) => id === thread.id)}
            onOpenAgain={() => openAgain(thread.id)}
          />
        </OverlayPart>
      )}
    </li>
  );
});

interface RenameProps {
  readonly thread: ThreadSummary;
  readonly name: string;
  readonly onDone: () => void;
}

function Rename({ thread, name, onDone }: RenameProps) {
  const { t } = useTranslation();
  const ui = useUiStore();
  const { list } = useThreads();
  const [text, setText] = useState(name);
  const leave = () => {
    onDone();
    requestAnimationFrame(() => document.getElementById(`thread-${thread.id}`)?.focus());
  };
  const save = () => {
    const wanted = text.trim();
    leave();
    if (wanted === "" || wanted === name) return;
    list
      .rename(thread.id, wanted)
      .catch((error: Error) => ui.toast({ tone: "error", title: t("history.renameFailed"), text: error.message }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Enter") save();
    else if (event.key === "Escape") {
      event.stopPropagation();
      leave();
    }
  };
  return (
    <li className="row">
      <input
        id="name"
        className="rename"
        dir="auto"
        value={text}
        maxLength={255}
        aria-label={t("history.newName")}
        ref={selectAll}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={save}
      />
    </li>
  );
}

/** After the menu has given its focus back. */
function selectAll(field: HTMLInputElement | null): void {
  if (field) setTimeout(() => field.select());
}
