// The buttons under a message: each runs a handler of the app, says while it does, and what went wrong with it.
import "./actions.css";
import { useActions } from "@colloquy/client/react";
import type { ActionId, Step } from "@colloquy/protocol";
import { useTranslation } from "react-i18next";
import { ActionButton } from "./action-button.tsx";
import { ActionError } from "./action-error.tsx";

export function ActionRow({ step }: { readonly step: Step }) {
  const { t } = useTranslation();
  const { actions, run } = useActions(step.id);
  const ofQuestion = toAsked(step);
  const shown = actions.filter(({ action }) => !ofQuestion.has(action.id));
  if (shown.length === 0) return null;
  const failed = shown.filter(({ error, running }) => error && !running);
  return (
    <div className="message-actions" data-block>
      <fieldset className="action-row" aria-label={t("actions.label")}>
        {shown.map((view) => (
          <ActionButton key={view.action.id} view={view} onRun={run} />
        ))}
      </fieldset>
      {failed.map(({ action, error }) => error && <ActionError key={action.id} label={action.label ?? action.name} error={error} />)}
    </div>
  );
}

/** The buttons that answer the question of this message are on its card. */
function toAsked({ closedAsk }: Step): ReadonlySet<ActionId> {
  return new Set(closedAsk?.spec.kind === "action" ? closedAsk.spec.actions.map(({ id }) => id) : []);
}
