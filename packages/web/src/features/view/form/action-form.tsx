// A form that runs an action of the app, with what was filled in.
import { useAction } from "@colloquy/client/react";
import type { Action, ErrorBody, Form, StepId } from "@colloquy/protocol";
import { isChatError } from "@colloquy/protocol";
import { Suspense, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { OverlayPart } from "../../../app/part.tsx";
import { lazyPart } from "../../../components/ui/lazy-part.tsx";
import { ActionError } from "../../actions/action-error.tsx";
import type { ConfirmDialogProps } from "../../actions/confirm-dialog.tsx";
import { useTellWhenGone } from "../../actions/use-tell-when-gone.ts";
import { useFormFiles } from "../../ask/form/use-form-files.ts";
import type { ViewNodeProps } from "../view-props.ts";
import { FormBody, focusFirstWrong } from "./form-body.tsx";
import { useFieldsOf } from "./use-fields-of.ts";
import { useViewForm } from "./use-view-form.ts";

const ConfirmDialog = lazyPart<ConfirmDialogProps>(async () => (await import("../../actions/confirm-dialog.tsx")).ConfirmDialog);

const NO_FORM: Form = { fields: [] };

interface ActionFormProps extends ViewNodeProps<"Form"> {
  readonly action: Action;
  readonly stepId: StepId;
}

export function ActionForm({ action, stepId, ...props }: ActionFormProps) {
  const { t } = useTranslation();
  const { node } = props;
  const { view, run } = useAction(stepId, action);
  const box = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState<Readonly<Record<string, unknown>>>();
  const files = useFormFiles({ id: action.id, stepId });
  const { uploads } = files;
  const fileOf = useMemo(() => (uploadId: string) => uploads.find((one) => one.id === uploadId)?.file, [uploads]);
  const { form, shown } = useFieldsOf(node.children, NO_FORM);
  const label = node.submit ?? action.label ?? t("chat.send");
  const tellWhenGone = useTellWhenGone(stepId);
  const runOrTell = async (values: Readonly<Record<string, unknown>>) => {
    try {
      return await run(values);
    } catch (error) {
      tellWhenGone(label, error);
      throw error;
    }
  };
  const state = useViewForm({ form, initial: node.initial, fileOf, onSend: runOrTell });
  const { confirm, style } = action;
  const send = async (values: Readonly<Record<string, unknown>>) => {
    setAsking(undefined);
    if (await state.send(values)) files.box.take();
    else focusFirstWrong(box.current);
  };
  const submit = () => {
    const values = state.check();
    if (!values) focusFirstWrong(box.current);
    else if (confirm === undefined) void send(values);
    else setAsking(values);
  };
  const running = view.running || state.sending;
  return (
    <div className="v-form-box" ref={box}>
      <FormBody
        {...props}
        form={form}
        shown={shown}
        state={running === state.sending ? state : { ...state, sending: running }}
        files={files}
        disabled={node.disabled === true}
        submit={running && node.pending !== undefined ? node.pending : label}
        danger={style === "danger"}
        onSubmit={submit}
      />
      {state.error !== undefined && !running && <ActionError label={label} error={toBody(state.error)} />}
      {asking && confirm !== undefined && (
        <OverlayPart onClose={() => setAsking(undefined)}>
          <Suspense>
            <ConfirmDialog
              label={label}
              text={confirm}
              danger={style === "danger"}
              onConfirm={() => void send(asking)}
              onClose={() => setAsking(undefined)}
            />
          </Suspense>
        </OverlayPart>
      )}
    </div>
  );
}

function toBody(error: unknown): Pick<ErrorBody, "message" | "fix"> {
  return isChatError(error) ? error : { message: error instanceof Error ? error.message : String(error), fix: "" };
}
