// The server does not answer yet. The page keeps trying by itself.
import { useTranslation } from "react-i18next";
import { Mark } from "../components/ui/mark.tsx";
import { timeOf } from "../features/thread/times.ts";

interface BootFailureProps {
  readonly starting: boolean;
  readonly triedAt: number;
  readonly onTryAgain: () => void;
}

export function BootFailure({ starting, triedAt, onTryAgain }: BootFailureProps) {
  const { t, i18n } = useTranslation();
  return (
    <main className="page" style={{ blockSize: "100dvh" }}>
      <span className="face">
        <Mark size={44} />
      </span>
      <div className="said" role="alert">
        <h1>{t(starting ? "boot.startingTitle" : "boot.downTitle")}</h1>
        <p>{t(starting ? "boot.startingText" : "boot.downText")}</p>
      </div>
      <div className="acts">
        <button type="button" className="btn primary" onClick={onTryAgain}>
          {t("common.tryAgain")}
        </button>
        <span className="num">{t("boot.lastTried", { time: timeOf(triedAt, i18n.language) })}</span>
      </div>
    </main>
  );
}
