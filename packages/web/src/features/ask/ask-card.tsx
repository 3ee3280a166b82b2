// The card of a question: who is waited for and how long, and what its kind needs to be answered. Once it is closed, a line that says what became of it.
import "./ask.css";
import { useElements } from "@colloquy/client/react";
import { type Ask, isChatError, type Step } from "@colloquy/protocol";
import { Suspense, useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { answersAsk } from "../view/form/answers-ask.ts";
import { dropAskDrafts } from "./ask-drafts.ts";
import { AskError } from "./ask-error.tsx";
import { ClosedAskLine } from "./closed-ask.tsx";
import type { ClosedFormProps } from "./form/closed-form.tsx";
import type { FormCardProps } from "./form/form-card.tsx";
import type { KindProps } from "./kinds/kind-props.ts";
import { Text } from "./kinds/text.tsx";
import { TimeLeft } from "./time-left.tsx";
import { type Answering, useAnswer } from "./use-answer.ts";
import { useFocusAfter } from "./use-focus-after.ts";
import { useReminder } from "./use-reminder.ts";

const Choice = lazyPart<KindProps<"choice">>(async () => (await import("./kinds/choice.tsx")).Choice);
const Confirm = lazyPart<KindProps<"confirm">>(async () => (await import("./kinds/confirm.tsx")).Confirm);
const Approval = lazyPart<KindProps<"approval">>(async () => (await import("./kinds/approval.tsx")).Approval);
const Files = lazyPart<KindProps<"file">>(async () => (await import("./kinds/files.tsx")).Files);
const Actions = lazyPart<KindProps<"action">>(async () => (await import("./kinds/actions.tsx")).Actions);
const Form = lazyPart<FormCardProps>(async () => (await import("./form/form-card.tsx")).FormCard);
const ClosedForm = lazyPart<ClosedFormProps>(async () => (await import("./form/closed-form.tsx")).ClosedForm);
const ElementAsk = lazyPart<KindProps<"element">>(async () => (await import("./kinds/element-ask.tsx")).ElementAsk);

export function AskCard({ step, ask }: { readonly step: Step; readonly ask: Ask | undefined }) {
  const { closedAsk } = step;
  const closedId = closedAsk?.id;
  useEffect(() => {
    if (closedId) dropAskDrafts(closedId);
  }, [closedId]);
  const elements = useElements(step.id);
  // A form that stands in the view of the message is the question's own.
  if (ask?.kind === "form" && ask.id !== closedAsk?.id && answersAsk(elements)) return null;
  if (ask && ask.id !== closedAsk?.id) return <OpenAsk key={ask.id} ask={ask} />;
  if (!closedAsk) return null;
  return (
    <>
      <ClosedAskLine closed={closedAsk} />
      {closedAsk.answer?.kind === "form" && (
        <Suspense>
          <ClosedForm closed={closedAsk} />
        </Suspense>
      )}
    </>
  );
}

function OpenAsk({ ask }: { readonly ask: Ask }) {
  const { t } = useTranslation();
  const id = useId();
  const card = useRef<HTMLElement>(null);
  const answering = useAnswer(ask);
  useFocusAfter(card, ask);
  useReminder(card, ask.remindedAt);
  return (
    <section
      className="ask"
      id={`ask-${ask.id}`}
      data-ask-kind={ask.kind}
      aria-labelledby={id}
      aria-describedby={`step-${ask.stepId}`}
      aria-busy={answering.sending}
      tabIndex={-1}
      ref={card}
      data-block
    >
      <div className="q">
        <span className="dot wait live" aria-hidden />
        <span id={id}>{t(ask.kind === "approval" ? "ask.needsApproval" : "ask.needsAnswer")}</span>
        <TimeLeft ask={ask} />
      </div>
      <Suspense fallback={<div className="body" aria-busy />}>
        <AskBody ask={ask} answering={answering} />
      </Suspense>
      {answering.error !== undefined && <AskError error={answering.error} />}
    </section>
  );
}

function AskBody({ ask, answering }: { readonly ask: Ask; readonly answering: Answering }) {
  switch (ask.kind) {
    case "choice":
      return <Choice ask={ask} answering={answering} />;
    case "confirm":
      return <Confirm ask={ask} answering={answering} />;
    case "approval":
      return <Approval ask={ask} answering={answering} />;
    case "file":
      return <Files ask={ask} answering={answering} />;
    case "action":
      return <Actions ask={ask} answering={answering} />;
    case "element":
      return <ElementAsk ask={ask} answering={answering} />;
    case "text":
      return <Text ask={ask} />;
    case "form":
      return <FormBody ask={ask} answering={answering} />;
    default:
      return ask satisfies never;
  }
}

/** What is wrong with single fields stands beside them. */
function FormBody({ ask, answering: { tryAnswer } }: KindProps<"form">) {
  return <Form ask={ask} onAnswer={(answer) => tryAnswer(answer, (error) => isChatError(error) && error.fields !== undefined)} />;
}
