// The links of a person, or of one chat, as the server has them, and what can be done with one.
import { useChatClient } from "@colloquy/client/react";
import type { Share, ShareWishes, ThreadId } from "@colloquy/protocol";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";

export interface Shares {
  /** Undefined until they are there. */
  readonly shares: readonly Share[] | undefined;
  readonly failed: boolean;
  readonly load: () => Promise<void>;
  /** Resolves with undefined when it did not work, which was said. */
  readonly create: (threadId: ThreadId, wishes: ShareWishes) => Promise<Share | undefined>;
  readonly revoke: (share: Share) => Promise<void>;
  readonly renew: (share: Share) => Promise<void>;
}

/** Without a chat, those of all of them. */
export function useShares(threadId?: ThreadId): Shares {
  const { t } = useTranslation();
  const { api } = useChatClient();
  const ui = useUiStore();
  const [shares, setShares] = useState<readonly Share[]>();
  const [failed, setFailed] = useState(false);
  const load = useCallback(async () => {
    setFailed(false);
    try {
      const found = threadId ? await api.call("listThreadShares", { threadId }) : await api.call("listShares", {});
      setShares(threadId ? found.shares.toReversed() : found.shares);
    } catch {
      setFailed(true);
    }
  }, [api, threadId]);
  useEffect(() => void load(), [load]);
  const tell = (error: unknown) =>
    ui.toast({ tone: "error", title: t("share.failed"), ...(error instanceof Error && { text: error.message }) });
  return {
    shares,
    failed,
    load,
    async create(of, wishes) {
      try {
        const { share } = await api.call("createShare", { threadId: of, ...wishes });
        setShares((known = []) => [share, ...known]);
        return share;
      } catch (error) {
        tell(error);
        return undefined;
      }
    },
    async revoke({ threadId: of, id }) {
      try {
        await api.call("removeShare", { threadId: of, shareId: id });
        ui.toast({ tone: "success", title: t("share.revoked") });
      } catch (error) {
        tell(error);
      } finally {
        // Whatever became of it: the list says what there is.
        void load();
      }
    },
    async renew({ threadId: of, id }) {
      try {
        await api.call("changeShare", { threadId: of, shareId: id, renew: true });
        ui.toast({ tone: "success", title: t("share.renewed") });
      } catch (error) {
        tell(error);
      } finally {
        void load();
      }
    },
  };
}
