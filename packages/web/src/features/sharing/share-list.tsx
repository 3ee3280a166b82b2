// Links that there are: what each leads to, until when, and the ways to copy it and to take it back.
import type { Share } from "@colloquy/protocol";
import { RefreshCw, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { CopyButton } from "../../components/ui/copy-button.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { listOf } from "../thread/times.ts";
import { addressOf, hasEnded, momentOf } from "./share-words.ts";
import type { Shares } from "./use-shares.ts";

interface ShareListProps extends Pick<Shares, "revoke" | "renew"> {
  readonly shares: readonly Share[];
  readonly label: string;
}

export function ShareList({ shares, label, ...work }: ShareListProps) {
  return (
    <ul className="shares" aria-label={label}>
      {shares.map((share) => (
        <ShareLine key={share.id} share={share} {...work} />
      ))}
    </ul>
  );
}

interface ShareLineProps extends Pick<Shares, "revoke" | "renew"> {
  readonly share: Share;
}

function ShareLine({ share, revoke, renew }: ShareLineProps) {
  const { t, i18n } = useTranslation();
  const { root } = useAppContext();
  const { language } = i18n;
  const ended = hasEnded(share, Date.now());
  const facts = [
    ...(share.turnId ? [t("share.oneAnswer")] : []),
    share.live ? t("share.isLive") : t("share.asOf", { date: momentOf(share.updatedAt, language) }),
    ...(share.steps ? [t("share.withSteps")] : []),
    ...(share.files ? [t("share.withFiles")] : []),
    ...(share.endsAt === undefined ? [] : [ended ? t("share.ended") : t("share.until", { date: momentOf(share.endsAt, language) })]),
  ];
  const address = addressOf(root, share);
  return (
    <li data-ended={ended || undefined}>
      <div className="link-facts">
        {share.threadName !== undefined && (
          <b>
            <bdi>{share.threadName}</bdi>
          </b>
        )}
        <a href={address} target="_blank" rel="noopener noreferrer" dir="ltr">
          {address.replace(/^https?:\/\//, "")}
        </a>
        <small>{listOf(facts, language)}</small>
      </div>
      <div className="acts">
        {!ended && <CopyButton label={t("chat.copyLink")} doneLabel={t("chat.linkCopied")} text={() => address} />}
        {!share.live && !ended && <IconButton small icon={RefreshCw} label={t("share.renew")} onClick={() => void renew(share)} />}
        <IconButton small icon={Trash2} label={t("share.revoke")} className="revoke" onClick={() => void revoke(share)} />
      </div>
    </li>
  );
}
