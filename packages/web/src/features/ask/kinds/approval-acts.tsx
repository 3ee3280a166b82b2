// The answers to an approval. A refusal may say why, which is asked for in the same place.
import type { ApprovalDecision, Ask } from "@colloquy/protocol";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DraftKind } from "../ask-drafts.ts";
import type { Answering } from "../use-answer.ts";
import { useAskDraft } from "../use-ask-draft.ts";

interface ApprovalActsProps {
  readonly ask: Extract<Ask, { kind: "approval" }>;
  readonly answering: Answering;
  /** What the person made of the input; undefined when they left it. */
  readonly input?: unknown;
  /** What stands there is no input. */
  readonly bad?: boolean;
  /** Leads to what the person made of the input, where that is not in view: nobody allows what they do not see. */
  readonly onReview?: (() => void) | undefined;
}

/** Undefined while nobody says no. */
const DENIAL: DraftKind<string | undefined> = { name: "denial", read: (kept) => (typeof kept === "string" ? kept : undefined) };

export function ApprovalActs({ ask, answering: { sending, answer }, input, bad = false, onReview }: ApprovalActsProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useAskDraft(ask.id, DENIAL);
  const [pressed, setPressed] = useState(false);
  const refuse = useRef<HTMLButtonElement>(null);
  const allow = (decision: Exclude<ApprovalDecision, "deny">) => {
    if (!sending && !bad) void answer({ kind: "approval", decision, ...(input !== undefined && { input }) });
  };
  const leave = () => {
    setReason(undefined);
    requestAnimationFrame(() => refuse.current?.focus());
  };
  const deny = () => {
    setPressed(true);
    setReason("");
  };
  if (reason !== undefined) {
    return (
      <Refusal
        reason={reason}
        takesFocus={pressed}
        sending={sending}
        onReason={setReason}
        onLeave={leave}
        onDeny={(given) => void answer({ kind: "approval", decision: "deny", ...given })}
      />
    );
  }
  const off = sending || bad || undefined;
  const allows = (
    <>
      <button type="button" className="btn primary" aria-disabled={off} onClick={() => allow("once")}>
        {sending && <span className="spin" aria-hidden />}
        {t("ask.allowOnce")}
      </button>
      {ask.scopes.includes("chat") && (
        <button type="button" className="btn" aria-disabled={off} onClick={() => allow("chat")}>
          {t("ask.allowChat")}
        </button>
      )}
      {ask.scopes.includes("always") && (
        <button type="button" className="btn" aria-disabled={off} onClick={() => allow("always")}>
          {t("ask.allowAlways")}
        </button>
      )}
    </>
  );
  return (
    <div className="acts">
      {onReview ? (
        <button type="button" className="btn primary" onClick={onReview}>
          {t("ask.review")}
        </button>
      ) : (
        allows
      )}
      <span className="sp" />
      <button type="button" className="btn quiet" ref={refuse} aria-disabled={sending || undefined} onClick={() => !sending && deny()}>
        {t("ask.deny")}
      </button>
    </div>
  );
}

interface RefusalProps {
  readonly reason: string;
  /** The person has just pressed for it. */
  readonly takesFocus: boolean;
  readonly sending: boolean;
  readonly onDeny: (reason: { readonly reason?: string }) => void;
  readonly onReason: (reason: string) => void;
  readonly onLeave: () => void;
}

function Refusal({ reason, takesFocus, sending, onReason, onDeny, onLeave }: RefusalProps) {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!sending) onDeny(reason.trim() === "" ? {} : { reason: reason.trim() });
  };
  return (
    <form
      className="acts refusal"
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <div className="field">
        <label htmlFor={id}>{t("ask.reason")}</label>
        <input
          id={id}
          className="input"
          dir="auto"
          maxLength={10_000}
          ref={field}
          value={reason}
          onChange={({ target }) => onReason(target.value)}
        />
      </div>
      <button type="submit" className="btn danger" aria-disabled={sending || undefined}>
        {sending && <span className="spin" aria-hidden />}
        {t("ask.deny")}
      </button>
      <button type="button" className="btn quiet" onClick={onLeave}>
        {t("common.cancel")}
      </button>
    </form>
  );
}
