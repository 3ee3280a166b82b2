// The answers to an approval. A refusal may say why, which is asked for in the same place.
import type { ApprovalDecision, Ask } from "@colloquy/protocol";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answering } from "../use-answer.ts";

interface ApprovalActsProps {
  readonly ask: Extract<Ask, { kind: "approval" }>;
  readonly answering: Answering;
  /** What the person made of the input; undefined when they left it. */
  readonly input?: unknown;
  /** What stands there is no input. */
  readonly bad?: boolean;
}

export function ApprovalActs({ ask, answering: { sending, answer }, input, bad = false }: ApprovalActsProps) {
  const { t } = useTranslation();
  const [denying, setDenying] = useState(false);
  const refuse = useRef<HTMLButtonElement>(null);
  const allow = (decision: Exclude<ApprovalDecision, "deny">) => {
    if (!sending && !bad) void answer({ kind: "approval", decision, ...(input !== undefined && { input }) });
  };
  const leave = () => {
    setDenying(false);
    requestAnimationFrame(() => refuse.current?.focus());
  };
  if (denying) {
    return (
      <Refusal sending={sending} onLeave={leave} onDeny={(reason) => void answer({ kind: "approval", decision: "deny", ...reason })} />
    );
  }
  const off = sending || bad || undefined;
  return (
    <div className="acts">
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
      <span className="sp" />
      <button
        type="button"
        className="btn quiet"
        ref={refuse}
        aria-disabled={sending || undefined}
        onClick={() => !sending && setDenying(true)}
      >
        {t("ask.deny")}
      </button>
    </div>
  );
}

interface RefusalProps {
  readonly sending: boolean;
  readonly onDeny: (reason: { readonly reason?: string }) => void;
  readonly onLeave: () => void;
}

function Refusal({ sending, onDeny, onLeave }: RefusalProps) {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [reason, setReason] = useState("");
  // The person has just pressed for it.
  useEffect(() => field.current?.focus(), []);
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
          onChange={({ target }) => setReason(target.value)}
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
