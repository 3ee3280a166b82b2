// The tags of chats: those the person has are ticked off, and a new one is written below.
import { useFolders } from "@colloquy/client/react";
import type { ThreadSummary } from "@colloquy/protocol";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../components/ui/dialog.tsx";
import type { History } from "./history-context.ts";

interface TagsDialogProps {
  readonly threads: readonly ThreadSummary[];
  readonly history: History;
  readonly onClose: () => void;
}

export function TagsDialog({ threads, history, onClose }: TagsDialogProps) {
  const { t } = useTranslation();
  const { tags } = useFolders();
  const id = useId();
  const [word, setWord] = useState("");
  const [added, setAdded] = useState<readonly string[]>([]);
  // What all of them have; a tick adds it to all, and taking it away takes it from all.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(sharedTags(threads)));
  const known = [...new Set([...tags.map(({ tag }) => tag), ...threads.flatMap((thread) => thread.tags ?? []), ...added])];
  const toggle = (tag: string) =>
    setChosen((before) => new Set(before.has(tag) ? [...before].filter((one) => one !== tag) : [...before, tag]));
  const add = (event: FormEvent) => {
    event.preventDefault();
    const wanted = word.trim();
    if (wanted === "") return;
    setAdded([...added, wanted]);
    setChosen(new Set([...chosen, wanted]));
    setWord("");
  };
  const save = () => {
    const before = sharedTags(threads);
    const all = [...new Set([...chosen, ...(word.trim() === "" ? [] : [word.trim()])])];
    const addTags = all.filter((tag) => !before.includes(tag));
    const removeTags = before.filter((tag) => !all.includes(tag));
    onClose();
    if (addTags.length + removeTags.length > 0)
      history.change(threads, { ...(addTags.length > 0 && { addTags }), ...(removeTags.length > 0 && { removeTags }) });
  };
  const footer = (
    <>
      <button type="button" className="btn" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button type="button" className="btn primary" id="confirm" onClick={save}>
        {t("history.done")}
      </button>
    </>
  );
  return (
    <Dialog id="tags-dialog" title={t("history.tagsTitle")} closeLabel={t("common.close")} footer={footer} onClose={onClose}>
      <fieldset className="tag-list">
        <legend className="sr">{t("history.tagsTitle")}</legend>
        {known.map((tag) => (
          <label key={tag} className="tag-choice">
            <input type="checkbox" checked={chosen.has(tag)} onChange={() => toggle(tag)} />
            <bdi>{tag}</bdi>
          </label>
        ))}
      </fieldset>
      <form className="tag-new" onSubmit={add}>
        <label className="sr" htmlFor={`${id}-tag`}>
          {t("history.newTag")}
        </label>
        <input
          id={`${id}-tag`}
          className="input"
          dir="auto"
          value={word}
          maxLength={100}
          placeholder={t("history.newTag")}
          autoComplete="off"
          onChange={(event) => setWord(event.target.value)}
        />
        <button type="submit" className="btn" aria-disabled={word.trim() === "" || undefined}>
          {t("history.addTag")}
        </button>
      </form>
    </Dialog>
  );
}

function sharedTags(threads: readonly ThreadSummary[]): string[] {
  const [first, ...others] = threads;
  return (first?.tags ?? []).filter((tag) => others.every(({ tags }) => tags?.includes(tag)));
}
