// One speaker's stretch of a turn: the hanging face, the name, the trail of work, the words.
import { useStep } from "@colloquy/client/react";
import type { StepId, Turn } from "@colloquy/protocol";
import { Sparkle } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { AppFace } from "../looks/app-face.tsx";
import { toFaceName, toIconName } from "../looks/said-as.ts";
import { Trail } from "../steps/trail.tsx";
import { MessageBody } from "./message-body.tsx";
import { timeOf } from "./times.ts";
import type { OutlineItem } from "./turn-outline.ts";
import { useArtifact } from "./use-artifact.ts";

interface AnswerProps {
  readonly turn: Turn;
  readonly items: readonly OutlineItem[];
  /** False when the same speaker just spoke. */
  readonly named: boolean;
  readonly children?: ReactNode;
}

export function Answer({ turn, items, named, children }: AnswerProps) {
  const first = items.find((item) => item.kind === "message")?.id;
  const id = `said-${items[0]?.id ?? turn.id}`;
  return (
    <article className="turn app" aria-labelledby={id}>
      <Who id={id} stepId={first} turn={turn} named={named} />
      {items.map((item) =>
        item.kind === "message" ? (
          <MessageBody key={item.id} stepId={item.id} />
        ) : (
          <Trail key={item.id} nodes={item.nodes} stepIds={item.stepIds} turn={turn} />
        ),
      )}
      {children}
    </article>
  );
}

interface WhoProps {
  readonly id: string;
  readonly stepId: StepId | undefined;
  readonly turn: Turn;
  readonly named: boolean;
}

function Who({ id, stepId, turn, named }: WhoProps) {
  const { t, i18n } = useTranslation();
  const config = useConfig();
  const { root } = useAppContext();
  const step = useStep(stepId ?? ("" as StepId));
  const edited = useArtifact(stepId ?? ("" as StepId))?.by === "person";
  const name = step?.name ?? config.name;
  const icon = toIconName(step?.metadata);
  const { avatarSize } = config.looks;
  const time = timeOf(step?.createdAt ?? turn.createdAt, i18n.language);
  const said = edited ? t("chat.youSaid", { time }) : t("chat.appSaid", { name, time });
  if (!named) {
    return (
      <h2 className="sr" id={id}>
        {said}
      </h2>
    );
  }
  return (
    <h2
      className="who"
      id={id}
      aria-label={said}
      style={avatarSize === undefined ? undefined : ({ "--avatar": `${avatarSize}px` } as object)}
    >
      {edited ? null : icon === undefined ? (
        <AppFace author={toFaceName(step?.metadata) ?? name} />
      ) : (
        <span className="face icon-face">
          <NamedIcon name={icon} root={root} fallback={Sparkle} />
        </span>
      )}
      <bdi>{edited ? t("chat.you") : name}</bdi>
    </h2>
  );
}
