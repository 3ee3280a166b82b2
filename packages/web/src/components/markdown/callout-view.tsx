// An alert: an icon, a title in its tone, and whatever blocks it holds.
import {
  AlertTriangle,
  BadgeCheck,
  Bug,
  CircleCheck,
  CircleHelp,
  Clock,
  FlaskConical,
  Info,
  Lightbulb,
  ListChecks,
  type LucideIcon,
  OctagonAlert,
  ShieldAlert,
  StickyNote,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type AlertType, alertTypes } from "./alert-types.ts";
import { useMarkdown } from "./markdown-options.ts";
import type { Direction } from "./text-direction.ts";

const icons: Readonly<Record<AlertType, LucideIcon>> = {
  info: Info,
  note: StickyNote,
  tip: Lightbulb,
  important: OctagonAlert,
  warning: AlertTriangle,
  caution: AlertTriangle,
  debug: Bug,
  example: ListChecks,
  success: CircleCheck,
  help: CircleHelp,
  idea: Lightbulb,
  pending: Clock,
  security: ShieldAlert,
  beta: FlaskConical,
  "best-practice": BadgeCheck,
};

interface CalloutProps {
  alert: AlertType;
  title: string | undefined;
  dir: Direction | undefined;
  deep: number | undefined;
  children: ReactNode;
}

export function CalloutView({ alert, title, dir, deep, children }: CalloutProps) {
  const { options } = useMarkdown();
  const { t } = useTranslation();
  const Icon = icons[alert];
  const { tone } = alertTypes[alert];
  return (
    <div
      className="md-callout alert"
      role="note"
      dir={dir}
      data-alert={alert}
      data-tone={tone}
      data-style={options.alertStyle}
      data-deep={deep}
    >
      <Icon className="md-callout-icon" size={18} strokeWidth={1.6} aria-hidden="true" />
      <div className="md-callout-body">
        <b className="md-callout-title">{title ?? t(`markdown.alert.${alert}`)}</b>
        {children}
      </div>
    </div>
  );
}
