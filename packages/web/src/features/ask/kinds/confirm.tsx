// Yes or no.
import { useTranslation } from "react-i18next";
import type { KindProps } from "./kind-props.ts";

export function Confirm({ ask, answering: { sending, answer } }: KindProps<"confirm">) {
  const { t } = useTranslation();
  const give = (confirmed: boolean) => {
    if (!sending) void answer({ kind: "confirm", confirmed });
  };
  const off = sending || undefined;
  return (
    <div className="acts">
      <button type="button" className={`btn ${ask.danger ? "danger" : "primary"}`} aria-disabled={off} onClick={() => give(true)}>
        <bdi>{ask.yes ?? t("ask.yes")}</bdi>
      </button>
      <button type="button" className="btn" aria-disabled={off} onClick={() => give(false)}>
        <bdi>{ask.no ?? t("ask.no")}</bdi>
      </button>
      {sending && <span className="spin" aria-hidden />}
    </div>
  );
}
