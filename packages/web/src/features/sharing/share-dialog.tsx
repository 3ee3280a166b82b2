// A link to a chat, or to one answer: what is in it is said before it is made, and those that there are can be taken back.
import type { Share } from "@colloquy/protocol";
import { Check, Copy, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useUi } from "../../app/app-context.tsx";
import { copyText } from "../../components/ui/copy-text.ts";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { useCopied } from "../../components/ui/use-copied.ts";
import { EndField } from "./end-field.tsx";
import { type End, toEnd } from "./end-of-link.ts";
import { ShareList } from "./share-list.tsx";
import { addressOf } from "./share-words.ts";
import { useShares } from "./use-shares.ts";
import "../../theme/parts/settings.css";
import "./sharing.css";

export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { root, announcer } = useAppContext();
  const shown = useUi((state) => state.sharing);
  const [of] = useState(shown);
  const { shares, failed, load, create, revoke, renew } = useShares(of?.threadId);
  const [live, setLive] = useState(false);
  const [steps, setSteps] = useState(false);
  const [files, setFiles] = useState(false);
  const [title, setTitle] = useState(false);
  const [end, setEnd] = useState<End>({ kind: "never" });
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<Share>();
  if (!of) return null;
  const { threadId, turnId } = of;
  const make = async () => {
    if (busy) return;
    setBusy(true);
    const endsAt = toEnd(end, Date.now());
    const share = await create(threadId, { ...(turnId && { turnId }), live, steps, files, title, ...(endsAt !== undefined && { endsAt }) });
    setBusy(false);
    setMade(share);
    if (share && (await copyText(addressOf(root, share)))) announcer.say(t("share.copied"));
  };
  const old = shares?.filter(({ id }) => id !== made?.id) ?? [];
  return (
    <Dialog
      title={t(turnId ? "share.answerTitle" : "share.title")}
      closeLabel={t("common.close")}
      id="share-dialog"
      onClose={onClose}
      footer={
        made ? (
          <button type="button" className="btn" onClick={() => setMade(undefined)}>
            {t("share.another")}
          </button>
        ) : (
          <button type="button" className="btn primary" id="create-share" aria-disabled={busy || undefined} onClick={() => void make()}>
            {t("share.create")}
          </button>
        )
      }
    >
      <div className="sharing">
        {made ? (
          <Made share={made} />
        ) : (
          <>
            <p className="hint">{t(turnId ? "share.answerWhat" : "share.what")}</p>
            {!turnId && (
              <fieldset className="kinds">
                <legend className="sr">{t("share.title")}</legend>
                {[false, true].map((value) => (
                  <label key={String(value)} className="opt">
                    <input
                      type="radio"
                      className="check radio"
                      name="share-live"
                      checked={live === value}
                      onChange={() => setLive(value)}
                    />
                    <span>{t(value ? "share.live" : "share.now")}</span>
                  </label>
                ))}
              </fieldset>
            )}
            <div className="kinds">
              <Choice name="share-steps" label={t("share.steps")} checked={steps} onChange={setSteps} />
              <Choice name="share-files" label={t("share.files")} checked={files} onChange={setFiles} />
              {files && (
                <p className="callout warn" role="note">
                  <Icon of={TriangleAlert} size="s" />
                  <span>{t("share.filesWarning")}</span>
                </p>
              )}
              {!turnId && <Choice name="share-title" label={t("share.preview")} checked={title} onChange={setTitle} />}
            </div>
            <EndField end={end} onChange={setEnd} />
          </>
        )}
        {failed && (
          <p className="hint" role="alert">
            {t("share.failed")}{" "}
            <button type="button" className="btn quiet sm" onClick={() => void load()}>
              {t("common.tryAgain")}
            </button>
          </p>
        )}
        {old.length > 0 && (
          <section>
            <h3>{t("share.links")}</h3>
            <ShareList shares={old} label={t("share.links")} revoke={revoke} renew={renew} />
          </section>
        )}
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Choice({ name, label, checked, onChange }: ChoiceProps) {
  return (
    <label className="opt">
      <input type="checkbox" className="check" name={name} checked={checked} onChange={({ target }) => onChange(target.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** The link is there, and in the clipboard where the browser lets us. */
function Made({ share }: { readonly share: Share }) {
  const { t } = useTranslation();
  const { root } = useAppContext();
  const [copied, copy] = useCopied();
  const field = useRef<HTMLInputElement>(null);
  const address = addressOf(root, share);
  useEffect(() => field.current?.select(), []);
  return (
    <div className="made">
      <input
        className="input"
        ref={field}
        id="share-link"
        readOnly
        value={address}
        dir="ltr"
        aria-label={t("share.link")}
        onFocus={({ target }) => target.select()}
      />
      <button type="button" className="btn primary" onClick={() => copy(address)}>
        <Icon of={copied ? Check : Copy} size="s" />
        {t(copied ? "common.copied" : "chat.copyLink")}
      </button>
    </div>
  );
}
