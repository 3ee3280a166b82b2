// What is looked at beside one chat: code of its messages that can be shown as what it is, and what is forgotten when another chat is opened.
import { useOverview } from "@colloquy/client/react";
import { useEffect } from "react";
import { useUiStore } from "../../app/app-context.tsx";
import { OPEN_CODE, type OpenCode, shownAs } from "../../components/markdown/open-code.ts";

export function useAside(): void {
  const ui = useUiStore();
  const threadId = useOverview(({ thread }) => thread.id);
  useEffect(() => {
    const onOpen = (event: Event) => {
      const { language, source } = (event as CustomEvent<OpenCode>).detail;
      const type = shownAs(language);
      if (type) ui.showArtifact({ key: "", loose: { type, title: language, text: source } });
    };
    document.addEventListener(OPEN_CODE, onOpen);
    return () => document.removeEventListener(OPEN_CODE, onOpen);
  }, [ui]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was looked at belongs to that chat
  useEffect(
    () => () => {
      const { panel } = ui.get();
      ui.set({ artifact: undefined, sources: undefined, ...((panel === "artifact" || panel === "sources") && { panel: undefined }) });
    },
    [ui, threadId],
  );
}
