// The documents of the chat that is shown. In a long chat those whose messages the page does not hold are read once.
import { useChatClient, useOverview } from "@colloquy/client/react";
import type { ArtifactVersion } from "@colloquy/protocol";
import { useEffect, useMemo, useState } from "react";
import { type DocumentOf, mergeVersions, toDocuments } from "./documents.ts";

const NONE: readonly ArtifactVersion[] = [];

export function useDocuments(): readonly DocumentOf[] {
  const held = useOverview(({ artifacts }) => artifacts);
  const read = useEarlierVersions();
  return useMemo(() => toDocuments(mergeVersions(read, held)), [read, held]);
}

function useEarlierVersions(): readonly ArtifactVersion[] {
  const client = useChatClient();
  const threadId = useOverview(({ thread }) => thread.id);
  const cut = useOverview(({ ready, hasEarlier }) => ready && hasEarlier);
  const [read, setRead] = useState({ threadId, versions: NONE });
  // Read once: versions that are written later come with their messages.
  const branch = cut ? threadId : undefined;
  useEffect(() => {
    if (branch === undefined) return undefined;
    const ended = new AbortController();
    client.api
      .call("listArtifacts", { threadId: branch }, { signal: ended.signal })
      .then(({ versions }) => setRead({ threadId: branch, versions }))
      // What the page holds is shown; the rest comes with its turns.
      .catch(() => undefined);
    return () => ended.abort();
  }, [client, branch]);
  return read.threadId === threadId ? read.versions : NONE;
}
