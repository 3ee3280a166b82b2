// The app's own tools in the toolbar of an answer.
import "./actions.css";
import { useChatClient } from "@colloquy/client/react";
import type { MessageAction, StepId } from "@colloquy/protocol";
import { Wrench } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { ActionError } from "./action-error.tsx";
import { runTool, useToolRun } from "./tool-runs.ts";

export interface ToolsProps {
  readonly tools: readonly MessageAction[];
  readonly stepId: StepId;
}

export function AnswerToolButtons({ tools, stepId }: ToolsProps) {
  return tools.map((tool) => <ToolButton key={tool.name} tool={tool} stepId={stepId} />);
}

/** What went wrong with any of them, below the toolbar. */
export function AnswerToolErrors({ tools, stepId }: ToolsProps) {
  return tools.map((tool) => <ToolError key={tool.name} tool={tool} stepId={stepId} />);
}

interface ToolProps {
  readonly tool: MessageAction;
  readonly stepId: StepId;
}

function ToolButton({ tool, stepId }: ToolProps) {
  const { t } = useTranslation();
  const client = useChatClient();
  const { root, announcer } = useAppContext();
  const { running } = useToolRun(tool, stepId);
  const { label, name, icon } = tool;
  const run = async () => {
    if (await runTool(client, tool, stepId)) announcer.say(t("actions.done", { label }));
  };
  return (
    <button
      type="button"
      className="icon sm answer-tool"
      data-tool={name}
      aria-label={label}
      data-tip={label}
      aria-disabled={running || undefined}
      aria-busy={running || undefined}
      onClick={() => void run()}
    >
      {running ? <span className="spin" aria-hidden /> : <NamedIcon name={icon} root={root} fallback={Wrench} size="s" />}
    </button>
  );
}

function ToolError({ tool, stepId }: ToolProps) {
  const { error } = useToolRun(tool, stepId);
  return error ? <ActionError label={tool.label} error={error} /> : null;
}
