// Files as the answer: dropped on the card or chosen, each uploaded at once, and sent together.
import "../../attachments/attachments.css";
import { useOverview } from "@colloquy/client/react";
import type { Ask, FileKey } from "@colloquy/protocol";
import { Upload as UploadGlyph } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../../app/app-context.tsx";
import type { UploadRules } from "../../../app/config.ts";
import { Icon } from "../../../components/ui/icon.tsx";
import { toAcceptAttribute } from "../../attachments/accept.ts";
import { attachFiles } from "../../attachments/attach-files.ts";
import { standOf } from "../../attachments/attachment-box.ts";
import { numberOf, rulesInWords } from "../../attachments/words.ts";
import { useTellFailure } from "../../thread/use-tell-failure.ts";
import { AskFiles } from "./ask-files.tsx";
import type { KindProps } from "./kind-props.ts";
import { useAskUploads } from "./use-ask-uploads.ts";
import { useDropOn } from "./use-drop-on.ts";

const MB = 1024 * 1024;

export function Files({ ask, answering: { sending, answer } }: KindProps<"file">) {
  const { t, i18n } = useTranslation();
  const { ui } = useAppContext();
  const tellFailure = useTellFailure();
  const { uploads, box } = useAskUploads(ask);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // Styles and tests know the names; of several questions for files the first has them.
  const first = useOverview(({ asks }) => asks.find(({ kind }) => kind === "file")?.id === ask.id);
  const rules = toRules(ask);
  const add = (files: readonly File[]) => {
    if (files.length === 0 || sending) return;
    box
      .open()
      .then((open) => attachFiles(files, { uploads: open, rules, ui, t, language: i18n.language }))
      .catch(tellFailure);
  };
  const [over, drop] = useDropOn(add);
  const stand = standOf(uploads);
  const send = () => {
    if (stand !== "ready" || sending) return;
    const files = uploads.flatMap(({ file }): FileKey[] => (file ? [file.key] : []));
    void answer({ kind: "file", files });
  };
  return (
    <>
      <div className="body" {...drop}>
        <div className="drop-here" data-over={over || undefined}>
          <Icon of={UploadGlyph} />
          <span>
            <b>{t("ask.dropHere")}</b>
            <small>
              {rulesInWords(rules, t, i18n.language)}
              {ask.maxFiles > 1 && `. ${t("ask.filesAtMost", { number: numberOf(ask.maxFiles, i18n.language) })}`}
            </small>
          </span>
          <button
            type="button"
            className={`btn ${stand === "none" ? "primary" : ""}`}
            id={first ? "ask-upload-button" : undefined}
            ref={button}
            aria-disabled={sending || undefined}
            onClick={() => !sending && field.current?.click()}
          >
            {t(ask.maxFiles === 1 ? "ask.chooseFile" : "attach.choose")}
          </button>
          <input
            ref={field}
            id={first ? "ask-button-input" : undefined}
            type="file"
            hidden
            multiple={ask.maxFiles > 1}
            accept={toAcceptAttribute(ask.accept)}
            onChange={({ currentTarget }) => {
              add([...(currentTarget.files ?? [])]);
              currentTarget.value = "";
            }}
          />
        </div>
        <AskFiles uploads={uploads} box={box} accept={ask.accept} onGone={() => button.current?.focus({ preventScroll: true })} />
      </div>
      {uploads.length > 0 && (
        <div className="acts">
          <button type="button" className="btn primary" aria-disabled={stand !== "ready" || sending || undefined} onClick={send}>
            {sending && <span className="spin" aria-hidden />}
            {t("chat.send")}
          </button>
          {stand === "stuck" && <span className="mute">{t("attach.stuck")}</span>}
        </div>
      )}
    </>
  );
}

/** What a question takes is its own affair, whatever messages may have. */
function toRules({ accept, maxFiles, maxSizeMb }: Extract<Ask, { kind: "file" }>): UploadRules {
  const maxSize = maxSizeMb * MB;
  return { enabled: true, accept, maxFiles, maxSize, maxTotalSize: maxSize * Math.max(1, maxFiles) };
}
