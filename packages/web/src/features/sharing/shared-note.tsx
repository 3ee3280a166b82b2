// What a shared chat is, since when and until when, and the way to go on with it in a chat of one's own.
import { useChatClient } from "@colloquy/client/react";
import { isChatError, newId, type SharedChat, type ShareId, type ThreadId } from "@colloquy/protocol";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useUiStore } from "../../app/app-context.tsx";
import { signInAddress } from "../sign-in/next-place.ts";
import { momentOf } from "./share-words.ts";

interface SharedNoteProps {
  readonly chat: SharedChat;
  readonly id: string;
}

export function SharedNote({ chat, id }: SharedNoteProps) {
  const { t, i18n } = useTranslation();
  const { busy, goOn } = useGoOn(id);
  const { live, sharedAt, endsAt } = chat;
  const facts = [
    live ? t("share.follows") : t("share.asOf", { date: momentOf(sharedAt, i18n.language) }),
    ...(endsAt === undefined ? [] : [t("share.until", { date: momentOf(endsAt, i18n.language) })]),
  ];
  return (
    <section className="shared-note" aria-label={t("share.readOnly")}>
      <p>
        <b>{t("share.readOnly")}</b> · {facts.join(" · ")}
      </p>
      <button
        type="button"
        className="btn primary sm"
        id="continue-chat"
        aria-disabled={busy || undefined}
        aria-busy={busy}
        onClick={() => void goOn()}
      >
        {busy && <span className="spin" aria-hidden />}
        {t("share.goOn")}
      </button>
    </section>
  );
}

/** Makes the copy and leads to it. The id is chosen once and kept until it is known to be there: a second press, or one after a lost answer, makes no second chat. */
function useGoOn(id: string): { readonly busy: boolean; readonly goOn: () => Promise<void> } {
  const { t } = useTranslation();
  const { api } = useChatClient();
  const { root, auth } = useAppContext();
  const ui = useUiStore();
  const [busy, setBusy] = useState(false);
  const goOn = async () => {
    if (busy) return;
    setBusy(true);
    const wish = new Wish(`colloquy${root}:copy:${id}`);
    try {
      const { threadId } = await api.call("copyShared", { shareId: id.toLowerCase() as ShareId, threadId: wish.threadId });
      wish.forget();
      location.assign(`${root}/thread/${threadId}`);
    } catch (error) {
      setBusy(false);
      if (isChatError(error) && error.code === "UNAUTHENTICATED" && auth) location.assign(signInAddress(root, `/share/${id}`));
      else ui.toast({ tone: "error", title: t("share.failed"), ...(error instanceof Error && { text: error.message }) });
    }
  };
  return { busy, goOn };
}

/** Which chat the copy is to be, remembered in this tab. */
class Wish {
  readonly threadId: ThreadId;
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
    this.threadId = (this.#read() ?? newId<ThreadId>()) as ThreadId;
    this.#write(this.threadId);
  }

  forget(): void {
    this.#write(undefined);
  }

  #read(): string | null {
    try {
      return sessionStorage.getItem(this.#key);
    } catch {
      return null; // Storage may be forbidden; then a reload forgets the wish.
    }
  }

  #write(value: string | undefined): void {
    try {
      if (value === undefined) sessionStorage.removeItem(this.#key);
      else sessionStorage.setItem(this.#key, value);
    } catch {
      // As above.
    }
  }
}
