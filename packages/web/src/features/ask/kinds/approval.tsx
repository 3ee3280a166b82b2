// Something an app would do only with the person's word: what, with what input, and how far the word goes.
import type { Ask } from "@colloquy/protocol";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApprovalActs } from "./approval-acts.tsx";
import { EditJson } from "./edit-json.tsx";
import { InputView } from "./input-view.tsx";
import type { KindProps } from "./kind-props.ts";

export function Approval({ ask, answering }: KindProps<"approval">) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<{ readonly value?: unknown; readonly bad?: boolean }>();
  const editing = edited !== undefined;
  return (
    <>
      <div className="body">
        <h3 className="tool">
          <bdi>{ask.tool}</bdi>
        </h3>
        {editing ? <EditInput ask={ask} onChange={setEdited} /> : <InputView input={ask.input} />}
        {ask.edit !== undefined && (
          <button type="button" className="btn quiet sm edit-input" onClick={() => setEdited(editing ? undefined : { value: ask.input })}>
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

interface EditInputProps {
  readonly ask: Extract<Ask, { kind: "approval" }>;
  readonly onChange: (edited: { readonly value?: unknown; readonly bad?: boolean }) => void;
}

function EditInput({ ask, onChange }: EditInputProps) {
  return <EditJson input={ask.input} onChange={onChange} />;
}
