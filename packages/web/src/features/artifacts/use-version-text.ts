// The text of one version: live while the page holds its message, else read from the server.
import { useChatClient, useOverview, useStep } from "@colloquy/client/react";
import type { StepId } from "@colloquy/protocol";
import { useEffect, useState } from "react";
import { useWholeText } from "../thread/words.tsx";

export type VersionText =
  | { readonly state: "there"; readonly text: string; readonly writing: boolean }
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly retry: () => void };

export function useVersionText(stepId: StepId): VersionText {
  const step = useStep(stepId);
  const text = useWholeText(stepId);
  const read = useReadText(stepId, step !== undefined);
  return step ? { state: "there", text, writing: step.end === undefined } : read;
}

function useReadText(stepId: StepId, held: boolean): VersionText {
  const client = useChatClient();
  const threadId = useOverview(({ thread }) => thread.id);
  const [tries, setTries] = useState(0);
  const [read, setRead] = useState<{ readonly stepId: StepId; readonly text?: string } | undefined>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a try is another reading
  useEffect(() => {
    if (held) return undefined;
    const ended = new AbortController();
    client.api.call("readStep", { threadId, stepId }, { signal: ended.signal }).then(
      ({ step }) => setRead({ stepId, text: step.output?.text ?? "" }),
      () => ended.signal.aborted || setRead({ stepId }),
    );
    return () => ended.abort();
  }, [client, threadId, stepId, held, tries]);
  if (read?.stepId !== stepId) return { state: "loading" };
  if (read.text !== undefined) return { state: "there", text: read.text, writing: false };
  return {
    state: "failed",
    retry: () => {
      setRead(undefined);
      setTries(tries + 1);
    },
  };
}
