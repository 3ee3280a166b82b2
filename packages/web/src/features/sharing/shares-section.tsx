// All links of a person, among the settings.
import { useTranslation } from "react-i18next";
import { ShareList } from "./share-list.tsx";
import { useShares } from "./use-shares.ts";
import "./sharing.css";

export function SharesSection() {
  const { t } = useTranslation();
  const { shares, failed, load, revoke, renew } = useShares();
  return (
    <div className="line choice shared-links">
      <div>
        <span className="label">{t("share.list")}</span>
        <span className="hint">{t(shares?.length === 0 ? "share.none" : "share.listText")}</span>
        {failed && (
          <button type="button" className="btn sm" onClick={() => void load()}>
            {t("common.tryAgain")}
          </button>
        )}
        {shares && shares.length > 0 && <ShareList shares={shares} label={t("share.list")} revoke={revoke} renew={renew} />}
      </div>
    </div>
  );
}
