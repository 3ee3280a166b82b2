// Whom a form of a view is for: an action of the app, or the question of its message. With nobody to hear it, it is off.
import { useOverview, useStep } from "@colloquy/client/react";
import type { ClosedAsk, Form, StepId } from "@colloquy/protocol";
import { useMemo, useRef } from "react";
import type { FormAsk } from "../../ask/form/use-form-state.ts";
import { useView } from "../view-context.ts";
import type { ViewNodeProps } from "../view-props.ts";
import { ActionForm } from "./action-form.tsx";
import { AskForm } from "./ask-form.tsx";
import { FormBody } from "./form-body.tsx";
import { useFieldsOf } from "./use-fields-of.ts";
import { useViewForm } from "./use-view-form.ts";

export function ViewForm(props: ViewNodeProps<"Form">) {
  const { stepId } = useView();
  const { action } = props.node;
  if (stepId === undefined) return <OffForm {...props} closed={undefined} />;
  if (action) return <ActionForm {...props} action={action} stepId={stepId} />;
  return <AskedForm {...props} stepId={stepId} />;
}

function AskedForm({ stepId, ...props }: ViewNodeProps<"Form"> & { readonly stepId: StepId }) {
  const ask = useOverview(({ asks }) => asks.find((one): one is FormAsk => one.stepId === stepId && one.kind === "form"));
  const closed = useStep(stepId)?.closedAsk;
  if (ask && ask.id !== closed?.id) return <AskForm key={ask.id} {...props} ask={ask} />;
  return <OffForm {...props} closed={closed} />;
}

const NO_FORM: Form = { fields: [] };

/** As it was answered, or as it begins. */
function OffForm({ closed, ...props }: ViewNodeProps<"Form"> & { readonly closed: ClosedAsk | undefined }) {
  const { node } = props;
  const asked = closed?.spec.kind === "form" ? closed.spec : undefined;
  const { form, shown } = useFieldsOf(node.children, asked?.form ?? NO_FORM);
  const given = closed?.answer?.kind === "form" ? closed.answer.values : null;
  const initial = useMemo(() => ({ ...asked?.initial, ...node.initial, ...given }), [asked, node.initial, given]);
  const onSend = useRef(async () => undefined);
  const state = useViewForm({ form, initial, fileOf: () => undefined, onSend: onSend.current });
  return (
    <FormBody {...props} form={form} shown={shown} state={state} files={undefined} disabled submit={undefined} onSubmit={() => undefined} />
  );
}
