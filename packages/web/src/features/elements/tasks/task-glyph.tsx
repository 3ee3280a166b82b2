// How far a task is: a glyph for who sees, a word for who does not.
import { Check, Circle, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import type { TaskStatus } from "./task-list.ts";

const GLYPHS = { ready: Circle, done: Check, failed: X } as const;

export function TaskGlyph({ status }: { readonly status: TaskStatus }) {
  const { t } = useTranslation();
  return (
    <span className={`task-glyph is-${status}`}>
      {status === "running" ? <span className="spin" aria-hidden /> : <Icon of={GLYPHS[status]} size="s" />}
      <span className="sr">{t(`tasks.${status}`)}</span>
    </span>
  );
}
