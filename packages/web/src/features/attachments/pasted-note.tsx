// A long text was pasted. It stands in the box as it is; whoever wants makes a file of it.
import { ClipboardPaste, X } from "lucide-react";
import { type RefObject, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { mayPass } from "./may-pass.ts";
import type { Attachments } from "./use-attachments.ts";
import { numberOf } from "./words.ts";

interface PastedNoteProps {
  readonly pasted: string;
  readonly attachments: Attachments;
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>;
  readonly onTakeText: (pasted: string) => boolean;
}

export function PastedNote({ pasted, attachments, fieldRef, onTakeText }: PastedNoteProps) {
  const { t, i18n } = useTranslation();
  const { announcer } = useAppContext();
  const { box, rules, attach, uploads } = attachments;
  const name = nameFor(t("attach.pastedText"), uploads);
  const fits = mayPass(rules.accept, { name, type: "text/plain" });
  const words = t("attach.pasted", { number: numberOf(pasted.length, i18n.language) });
  useEffect(() => {
    if (fits) announcer.say(words);
  }, [announcer, words, fits]);
  if (!fits) return null;
  const close = () => {
    box.offerPasted(undefined);
    fieldRef.current?.focus();
  };
  return (
    <p className="files-note pasted">
      <Icon of={ClipboardPaste} size="s" />
      <span>{words}</span>
      <button
        type="button"
        className="btn sm"
        onClick={() => {
          if (onTakeText(pasted)) attach([new File([pasted], name, { type: "text/plain" })]);
          close();
        }}
      >
        {t("attach.asFile")}
      </button>
      <IconButton small icon={X} label={t("attach.keepText")} onClick={close} />
    </p>
  );
}

function nameFor(title: string, others: readonly { readonly name: string }[]): string {
  const names = new Set(others.map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? `${title}.txt` : `${title} ${number}.txt`;
    if (!names.has(name)) return name;
  }
}
