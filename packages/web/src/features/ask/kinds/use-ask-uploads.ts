// The uploads of one question, apart from those of the message box. They go with the question.
import type { Upload } from "@colloquy/client";
import { useChatClient } from "@colloquy/client/react";
import type { ActionId, AskId, StepId } from "@colloquy/protocol";
import { useEffect, useState, useSyncExternalStore } from "react";
import { AttachmentBox } from "../../attachments/attachment-box.ts";

export interface AskUploads {
  readonly uploads: readonly Upload[];
  readonly box: AttachmentBox;
}

export function useAskUploads({ id, stepId }: { readonly id: AskId | ActionId; readonly stepId: StepId }): AskUploads {
  const client = useChatClient();
  const [box] = useState(() => new AttachmentBox(() => client.loadAskUploads(id)));
  const { uploads } = useSyncExternalStore(box.subscribe, box.get);
  useEffect(() => {
    if (client.keptAskUploads(id) > 0) void box.open().catch(() => undefined);
    return () => {
      // Drawn no more because it is closed; in another chat that is shown for a while it stays what it is.
      if (client.store.getStep(stepId)?.closedAsk?.id === id) client.dropAskUploads(id);
    };
  }, [client, box, id, stepId]);
  return { uploads, box };
}
