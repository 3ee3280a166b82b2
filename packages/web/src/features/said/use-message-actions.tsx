// What can be done with something that was said, beside what its toolbar shows: the entries of its menu.

import { useChatClient, useOverview } from "@colloquy/client/react";
import type { MessageAction, StepId } from "@colloquy/protocol";
import { Link, TextQuote, Type, Wrench } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useHref } from "react-router";
import { useAppContext, useUiStore } from "../../app/app-context.tsx";
import { copyText } from "../../components/ui/copy-text.ts";
import type { MenuEntry } from "../../components/ui/menu-entry.ts";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { toMessageAddress } from "../find/use-message-address.ts";
import { drawnParts, saidText } from "../thread/said-text.ts";
import { withSaidTools } from "./load-said-tools.ts";

interface Said {
  /** One message, or those of one answer. */
  readonly messageIds: readonly StepId[];
  /** It is drawn as Markdown: a copy of how it looks is more than its text. */
  readonly formatted: boolean;
  readonly tools?: readonly MessageAction[];
}

export function useMessageActions({ messageIds, formatted, tools = [] }: Said): readonly MenuEntry[] {
  const { t } = useTranslation();
  const client = useChatClient();
  const { store } = client;
  const { root, shared } = useAppContext();
  const ui = useUiStore();
  const threadId = useOverview((overview) => overview.thread.id);
  const [first] = messageIds;
  const href = useHref(!first ? "" : shared === undefined ? toMessageAddress(threadId, first) : `/share/${shared}#step-${first}`);
  const tell = (told: string) => (copied: boolean) =>
    ui.toast(copied ? { tone: "success", title: told } : { tone: "error", title: t("chat.copyFailed") });
  const elements = () => messageIds.flatMap(elementsOf);
  const quote = () =>
    withSaidTools(({ quoteSelection, toQuote }) => {
      const drawn = elements();
      const selected = drawn.map((element) => quoteSelection(element)).find((found) => found !== undefined);
      ui.composer.add(selected ?? drawn.map((element) => toQuote(element, { keepsLines: !formatted })).join("\n>\n"));
    });
  const markdown = () => messageIds.map((id) => saidText(store, id)).join("\n\n");
  const last = messageIds.at(-1);
  const ofApp = tools.map(
    (tool): MenuEntry => ({
      kind: "command",
      id: `tool-${tool.name}`,
      icon: <NamedIcon name={tool.icon} root={root} fallback={Wrench} size="s" />,
      label: tool.label,
      run: () => void (last && import("../actions/tool-runs.ts").then(({ runTool }) => runTool(client, tool, last))),
    }),
  );
  return [
    ...(ofApp.length > 0 ? [...ofApp, { kind: "line" as const }] : []),
    ...(formatted
      ? [
          {
            kind: "command" as const,
            id: "copy-rich",
            icon: Type,
            label: t("chat.copyRich"),
            run: () => withSaidTools(({ copyRich }) => void copyRich(elements(), markdown()).then(tell(t("chat.richCopied")))),
          },
        ]
      : []),
    {
      kind: "command",
      id: "copy-link",
      icon: Link,
      label: t("chat.copyLink"),
      run: () => void copyText(new URL(href, location.href).href).then(tell(t("chat.linkCopied"))),
    },
    ...(shared === undefined
      ? [{ kind: "command" as const, id: "quote-message", icon: TextQuote, label: t("chat.quote"), movesFocus: true, run: quote }]
      : []),
  ];
}

/** The words of a message, without what stands around them. */
function elementsOf(id: StepId): readonly HTMLElement[] {
  const element = document.getElementById(`step-${id}`);
  if (!element) return [];
  if (!element.matches(".turn.user")) return drawnParts(element);
  const bubble = element.querySelector<HTMLElement>(".bubble");
  return bubble ? [bubble] : [];
}
