// Which pairs of a theme's colours people can tell apart: the weak ones at once, all of them on request.
import type { ContrastFinding, Theme } from "@colloquy/protocol/theme";
import { hexOf } from "@colloquy/protocol/theme";
import { Check, ChevronDown, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";

interface ContrastListProps {
  readonly theme: Theme;
  readonly findings: readonly ContrastFinding[];
}

export function ContrastList({ theme, findings }: ContrastListProps) {
  const { t } = useTranslation();
  const low = findings.filter(isLow);
  return (
    <section className="contrast" aria-labelledby="theme-contrast">
      <h3 id="theme-contrast">{t("looks.contrast")}</h3>
      <p role="status" className={low.length > 0 ? "verdict low" : "verdict"}>
        <Icon of={low.length > 0 ? TriangleAlert : Check} size="s" />
        {low.length > 0 ? t("looks.somePass", { low: low.length, count: findings.length }) : t("looks.allPass", { count: findings.length })}
      </p>
      {low.length > 0 && <Pairs theme={theme} findings={low} />}
      <details>
        <summary>
          <Icon of={ChevronDown} size="xs" />
          {t("looks.showAll")}
        </summary>
        <Pairs theme={theme} findings={findings} />
      </details>
    </section>
  );
}

function Pairs({ theme, findings }: ContrastListProps) {
  const { t } = useTranslation();
  return (
    <ul>
      {findings.map((finding) => {
        const { scheme, front, ground, ratio, least } = finding;
        const colors = { color: hexOf(theme, scheme, front), background: hexOf(theme, scheme, ground) };
        return (
          <li key={`${scheme} ${front} ${ground}`} data-low={isLow(finding) || undefined}>
            {/* It shows the colours; that they may be hard to read is the point, and the words beside it say so. */}
            <span className="sample" style={colors} aria-hidden data-sample={least >= 4.5 ? "Aa" : "●"} />
            <span className="pair" dir="ltr">
              {t("looks.pair", { front, ground })}
            </span>
            <span className="scheme">{t(`looks.${scheme}`)}</span>
            <span className="ratio">{t("looks.measured", { ratio: ratio.toFixed(1), least })}</span>
            <span className="sr">{t(isLow(finding) ? "looks.low" : "looks.pass")}</span>
          </li>
        );
      })}
    </ul>
  );
}

const isLow = ({ ratio, least }: ContrastFinding): boolean => ratio < least;
