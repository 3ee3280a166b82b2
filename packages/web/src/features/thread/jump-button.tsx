// The way back to the end, while the person reads further up.
import { ArrowDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import type { ScrollEngine } from "./scroll-engine.ts";
import { useScrollState } from "./use-scroll-engine.ts";

export function JumpButton({ engine }: { readonly engine: ScrollEngine | undefined }) {
  const { t } = useTranslation();
  const { pinned, news, fits } = useScrollState(engine);
  if (pinned || fits || !engine) return null;
  return (
    <button type="button" className="jump" aria-description={news ? t("chat.newsBelow") : undefined} onClick={() => engine.pin()}>
      {news ? <span className="dot live" /> : <Icon of={ArrowDown} size="s" />}
      {t("chat.jump")}
    </button>
  );
}
