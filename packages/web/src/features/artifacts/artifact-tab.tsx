// The panel's place for documents: one version of one, as it looks, as it is written, and what it changed.
import { useChatClient } from "@colloquy/client/react";
import { type ArtifactVersion, newId, type StepId } from "@colloquy/protocol";
import { Check, ChevronLeft, ChevronRight, Copy, Download, Pencil } from "lucide-react";
import { type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useUi, useUiStore } from "../../app/app-context.tsx";
import { InPanel } from "../../app/panel-slots.tsx";
import { downloadText } from "../../components/markdown/download.ts";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { rovingKeys } from "../../components/ui/roving-keys.ts";
import { useCopied } from "../../components/ui/use-copied.ts";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { CodeOf } from "./code-of.tsx";
import { type DocumentOf, fileNameOf } from "./documents.ts";
import { Editor } from "./editor.tsx";
import type { PreviewProps } from "./preview.tsx";
import { useDocuments } from "./use-documents.ts";
import { useVersionText } from "./use-version-text.ts";
import "../../theme/parts/artifacts.css";

const Preview = lazyPart<PreviewProps>(async () => (await import("./preview.tsx")).Preview);
const Changes = lazyPart<{ before: ArtifactVersion; after: ArtifactVersion }>(async () => (await import("./changes.tsx")).Changes);

type View = "view" | "code" | "changes";

export function ArtifactTab() {
  const { t } = useTranslation();
  const documents = useDocuments();
  const asked = useUi((state) => state.artifact);
  const document = documents.find(({ key }) => key === asked?.key) ?? documents.at(-1);
  if (asked?.loose) return <Loose key={asked.loose.text} {...asked.loose} />;
  if (!document) return <p className="mute">{t("panel.empty")}</p>;
  const version = document.versions.find((one) => one.version === asked?.version) ?? document.newest;
  return <Shown key={version.key} documents={documents} document={document} version={version} />;
}

interface ShownProps {
  readonly documents: readonly DocumentOf[];
  readonly document: DocumentOf;
  readonly version: ArtifactVersion;
}

function Shown({ documents, document, version }: ShownProps) {
  const { t } = useTranslation();
  const content = useVersionText(version.stepId);
  const [view, setView] = useState<View>("view");
  const [editing, setEditing] = useState<StepId | undefined>();
  const before = document.versions[document.versions.indexOf(version) - 1];
  if (content.state === "loading")
    return (
      <p className="mute" role="status">
        {t("artifact.loading")}
      </p>
    );
  if (content.state === "failed")
    return (
      <p className="mute" role="alert">
        {t("artifact.failed")}{" "}
        <button type="button" className="link" onClick={content.retry}>
          {t("common.tryAgain")}
        </button>
      </p>
    );
  const { text, writing } = content;
  return (
    <>
      <InPanel slot="title">
        {documents.length > 1 ? <Choose documents={documents} document={document} /> : <bdi>{version.title}</bdi>}
      </InPanel>
      <InPanel slot="tools">
        <Tools version={version} text={text} />
      </InPanel>
      {editing === version.stepId ? (
        <Edit version={version} text={text} onDone={() => setEditing(undefined)} />
      ) : (
        <>
          <Views view={view} onChange={setView} hasChanges={before !== undefined} />
          <div className="artifact" role="tabpanel" aria-label={t(`artifact.${view}`)} aria-busy={writing}>
            <Suspense fallback={<p className="mute">{t("artifact.loading")}</p>}>
              {view === "changes" && before ? (
                <Changes before={before} after={version} />
              ) : view === "code" ? (
                <CodeOf version={version} text={text} />
              ) : (
                <Preview version={version} text={text} writing={writing} />
              )}
            </Suspense>
          </div>
          <InPanel slot="foot">
            <Foot document={document} version={version} text={text} writing={writing} onEdit={() => setEditing(version.stepId)} />
          </InPanel>
        </>
      )}
    </>
  );
}

/** What was opened from a message and is no document of the chat: it has no versions. */
function Loose({ type, text, title }: { readonly type: ArtifactVersion["type"]; readonly text: string; readonly title: string }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>("view");
  const version = { type, title, key: "", version: 1, stepId: "" as StepId } as ArtifactVersion;
  return (
    <>
      <InPanel slot="title">
        <bdi>{title}</bdi>
      </InPanel>
      <InPanel slot="tools">
        <Tools version={version} text={text} />
      </InPanel>
      <Views view={view} onChange={setView} hasChanges={false} />
      <div className="artifact" role="tabpanel" aria-label={t(`artifact.${view}`)}>
        <Suspense>
          {view === "code" ? <CodeOf version={version} text={text} /> : <Preview version={version} text={text} writing={false} />}
        </Suspense>
      </div>
    </>
  );
}

function Choose({ documents, document }: Omit<ShownProps, "version">) {
  const { t } = useTranslation();
  const ui = useUiStore();
  return (
    <select
      className="artifact-choose"
      aria-label={t("artifact.document")}
      value={document.key}
      onChange={(event) => ui.set({ artifact: { key: event.target.value } })}
    >
      {documents.map(({ key, newest }) => (
        <option key={key} value={key}>
          {newest.title}
        </option>
      ))}
    </select>
  );
}

function Tools({ version, text }: { readonly version: ArtifactVersion; readonly text: string }) {
  const { t } = useTranslation();
  const [copied, copy] = useCopied();
  return (
    <>
      <IconButton icon={copied ? Check : Copy} label={copied ? t("common.copied") : t("common.copy")} onClick={() => copy(text)} />
      <IconButton icon={Download} label={t("elements.download")} onClick={() => downloadText(fileNameOf(version), text)} />
    </>
  );
}

interface ViewsProps {
  readonly view: View;
  readonly onChange: (view: View) => void;
  readonly hasChanges: boolean;
}

function Views({ view, onChange, hasChanges }: ViewsProps) {
  const { t } = useTranslation();
  const views: readonly View[] = hasChanges ? ["view", "code", "changes"] : ["view", "code"];
  return (
    <div className="tabs artifact-views" role="tablist" aria-label={t("artifact.views")} onKeyDown={rovingKeys}>
      {views.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          className="tab"
          aria-selected={name === view}
          tabIndex={name === view ? 0 : -1}
          onClick={() => onChange(name)}
        >
          {t(`artifact.${name}`)}
        </button>
      ))}
    </div>
  );
}

interface FootProps extends Omit<ShownProps, "documents"> {
  readonly text: string;
  readonly writing: boolean;
  readonly onEdit: () => void;
}

/** The way through the versions, and what can be done with the one that is shown. */
function Foot({ document, version, text, writing, onEdit }: FootProps): ReactNode {
  const { t } = useTranslation();
  const ui = useUiStore();
  const { shared } = useAppContext();
  const client = useChatClient();
  const tell = useTellFailure();
  const at = document.versions.indexOf(version);
  const show = (index: number) => {
    const other = document.versions[index];
    if (other) ui.set({ artifact: { key: other.key, version: other.version } });
  };
  const restore = () => {
    void client
      .editArtifact({ baseId: version.stepId, stepId: newId<StepId>(), content: text, restoredFrom: version.version })
      .then(() => ui.set({ artifact: { key: version.key } }))
      .catch(tell);
  };
  return (
    <div className="df artifact-foot">
      <IconButton icon={ChevronLeft} flip small label={t("artifact.earlier")} aria-disabled={at <= 0} onClick={() => show(at - 1)} />
      <span className="num" role="status">
        {t("artifact.versionOf", { number: at + 1, total: document.versions.length })}
      </span>
      <IconButton
        icon={ChevronRight}
        flip
        small
        label={t("artifact.later")}
        aria-disabled={at >= document.versions.length - 1}
        onClick={() => show(at + 1)}
      />
      <span className="sp" />
      {shared !== undefined ? null : version === document.newest ? (
        <button type="button" className="btn quiet sm" disabled={writing} onClick={onEdit}>
          <Pencil size={14} aria-hidden /> {t("artifact.edit")}
        </button>
      ) : (
        <button type="button" className="btn quiet sm" onClick={restore}>
          {t("artifact.restore")}
        </button>
      )}
    </div>
  );
}

interface EditProps {
  readonly version: ArtifactVersion;
  readonly text: string;
  readonly onDone: () => void;
}

function Edit({ version, text, onDone }: EditProps) {
  const ui = useUiStore();
  const client = useChatClient();
  const save = async (content: string) => {
    if (content !== text) await client.editArtifact({ baseId: version.stepId, stepId: newId<StepId>(), content });
    ui.set({ artifact: { key: version.key } });
    onDone();
  };
  return <Editor title={version.title} text={text} onSave={save} onCancel={onDone} />;
}
