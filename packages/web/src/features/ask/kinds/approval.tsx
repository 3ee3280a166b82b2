// Something an app would do only with the person's word: what, with what input, and how far the word goes.
import type { Ask } from "@colloquy/protocol";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../../../components/ui/lazy-part.tsx";
import type { EditFormProps } from "../form/edit-form.tsx";
import { useAskDraft } from "../use-ask-draft.ts";
import { ApprovalActs } from "./approval-acts.tsx";
import { EditJson } from "./edit-json.tsx";
import type { EditProps } from "./edited.ts";
import { INPUT_DRAFT } from "./input-draft.ts";
import { InputView } from "./input-view.tsx";
import type { KindProps } from "./kind-props.ts";

const EditForm = lazyPart<EditFormProps>(async () => (await import("../form/edit-form.tsx")).EditForm);

export function Approval({ ask, answering }: KindProps<"approval">) {
  const { t } = useTranslation();
  const [edited, change] = useAskDraft(ask.id, INPUT_DRAFT);
  const editing = edited !== undefined;
  return (
    <>
      <div className="body">
        <h3 className="tool">
          <bdi>{ask.tool}</bdi>
        </h3>
        {editing ? <EditInput ask={ask} kept={edited.kept} onChange={change} /> : <InputView input={ask.input} />}
        {ask.edit !== undefined && (
          <button type="button" className="btn quiet sm edit-input" onClick={() => change(editing ? undefined : {})}>
            {t(editing ? "ask.keepInput" : "ask.editInput")}
          </button>
        )}
      </div>
      <ApprovalActs
        ask={ask}
        answering={answering}
        bad={edited?.bad ?? false}
        {...(edited && "value" in edited && { input: edited.value })}
      />
    </>
  );
}

function EditInput({ ask, ...rest }: Omit<EditProps, "input"> & { readonly ask: Extract<Ask, { kind: "approval" }> }) {
  if (ask.edit === undefined || ask.edit === true) return <EditJson input={ask.input} {...rest} />;
  return (
    <Suspense>
      <EditForm form={ask.edit} input={ask.input} {...rest} />
    </Suspense>
  );
}
