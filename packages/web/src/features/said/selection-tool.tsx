// A tool of the app for the words that are selected. What it does with them it says itself; only what goes wrong is said here.
import { useChatClient, useSurface } from "@colloquy/client/react";
import type { MessageAction, StepId } from "@colloquy/protocol";
import { Wrench } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { isForSelections } from "../actions/offered-tools.ts";
import { elementOf, findSelection } from "./selection.ts";

export function useSelectionTools(): readonly MessageAction[] {
  const offered = useSurface("messageActions");
  return useMemo(() => (offered ?? []).filter(isForSelections), [offered]);
}

interface SelectionToolProps {
  readonly tool: MessageAction;
  readonly onUsed: () => void;
}

export function SelectionTool({ tool, onUsed }: SelectionToolProps) {
  const { t } = useTranslation();
  const client = useChatClient();
  const { ui, announcer, root } = useAppContext();
  const { label, icon } = tool;
  const use = async () => {
    const range = findSelection();
    const stepId = range && messageOf(range);
    onUsed();
    if (!range || !stepId) return;
    const selection = range.toString();
    const { runTool, errorOf } = await import("../actions/tool-runs.ts");
    if (await runTool(client, tool, stepId, selection)) announcer.say(t("actions.done", { label }));
    else {
      const { message = "", fix = "" } = errorOf(tool, stepId) ?? {};
      ui.toast({ tone: "error", title: t("actions.failed", { label }), text: `${message} ${fix}` });
    }
  };
  return (
    <button type="button" className="btn" onClick={() => void use()}>
      <NamedIcon name={icon} root={root} fallback={Wrench} size="s" />
      <bdi>{label}</bdi>
    </button>
  );
}

/** The message that the selection begins in, else the one it ends in. */
function messageOf({ startContainer, endContainer }: Range): StepId | undefined {
  const said = [startContainer, endContainer].map((node) => {
    const element = elementOf(node);
    // A view stands beside the words of its message.
    const words = element?.closest(".view")?.closest(".elements")?.previousElementSibling ?? element;
    return words?.closest('.step[id^="step-"]:is(.ai-message, .turn.user)');
  });
  const id = said.find((element) => element)?.id;
  return id === undefined ? undefined : (id.slice("step-".length) as StepId);
}
