// There is no chat yet, and why: the server does not answer, in which case the page keeps trying, or the page itself cannot go on.
import { useTranslation } from "react-i18next";
import { Mark } from "../components/ui/mark.tsx";
import { timeOf } from "../features/thread/times.ts";
import type { Silence } from "./config.ts";

interface BootFailureProps {
  readonly why: Silence | "broken";
  /** What a developer would want to read; it is shown where the fault is not one of the line. */
  readonly detail: string;
  readonly triedAt?: number;
  readonly onTryAgain: () => void;
}

export function BootFailure({ why, detail, triedAt, onTryAgain }: BootFailureProps) {
  const { t, i18n } = useTranslation();
  return (
    <main className="page" style={{ blockSize: "100dvh" }}>
      <span className="face">
        <Mark size={44} />
      </span>
      <div className="said" role="alert">
        <h1>{t(`boot.${why}Title`)}</h1>
        <p>{t(`boot.${why}Text`)}</p>
        {(why === "other" || why === "broken") && <pre>{detail}</pre>}
      </div>
      <div className="acts">
        <button type="button" className="btn primary" onClick={onTryAgain}>
          {t("common.tryAgain")}
        </button>
        {triedAt !== undefined && <span className="num">{t("boot.lastTried", { time: timeOf(triedAt, i18n.language) })}</span>}
      </div>
    </main>
  );
}
