// The lists of texts that can be said again. Arrow keys go through them, Enter takes one, Escape leaves.
import "../feedback/feedback.css";
import { useChatClient } from "@colloquy/client/react";
import type { Favourite } from "@colloquy/protocol";
import { Trash2 } from "lucide-react";
import { Popover } from "radix-ui";
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { toLocale } from "../thread/times.ts";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { readPrompts } from "./prompt-tools.ts";

export interface PromptListProps {
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly onChoose: (text: string) => void;
  readonly onClose: () => void;
}

export function FavouriteList({ anchor, onChoose, onClose }: PromptListProps) {
  const { t, i18n } = useTranslation();
  const client = useChatClient();
  const tellFailure = useTellFailure();
  const [kept, setKept] = useState<readonly Favourite[]>();
  useEffect(() => {
    client.listFavourites().then(setKept, (error: unknown) => {
      tellFailure(error);
      setKept([]);
    });
  }, [client, tellFailure]);
  const remove = ({ stepId, threadId }: Favourite) => {
    const without = (list: readonly Favourite[] = []) => list.filter((one) => one.stepId !== stepId || one.threadId !== threadId);
    setKept(without);
    client.setFavourite(stepId, false, threadId).catch((error: unknown) => {
      tellFailure(error);
      client.listFavourites().then(setKept, () => undefined);
    });
  };
  const date = new Intl.DateTimeFormat(toLocale(i18n.language), { dateStyle: "medium" });
  return (
    <List title={t("favourites.title")} anchor={anchor} onClose={onClose}>
      {kept?.length === 0 && <p className="none">{t("favourites.none")}</p>}
      <ul>
        {kept?.map((one) => (
          <li key={`${one.threadId} ${one.stepId}`}>
            <button type="button" className="prompt" onClick={() => onChoose(one.text)}>
              <span className="t" dir="auto">
                {one.text}
              </span>
              <small>{date.format(new Date(one.createdAt))}</small>
            </button>
            <IconButton small icon={Trash2} label={t("favourites.remove")} onClick={() => remove(one)} />
          </li>
        ))}
      </ul>
    </List>
  );
}

export function PromptList({ anchor, onChoose, onClose }: PromptListProps) {
  const { t, i18n } = useTranslation();
  const { store } = useChatClient();
  const [query, setQuery] = useState("");
  const [all] = useState(() => readPrompts(store));
  const fold = (text: string) => text.toLocaleLowerCase(i18n.language);
  const words = fold(query).split(/\s+/).filter(Boolean);
  const found = all.filter((text) => words.every((word) => fold(text).includes(word)));
  return (
    <List title={t("prompts.title")} anchor={anchor} onClose={onClose}>
      <input
        className="input"
        type="search"
        value={query}
        placeholder={t("prompts.search")}
        aria-label={t("prompts.search")}
        onChange={({ target }) => setQuery(target.value)}
      />
      {found.length === 0 && <p className="none">{t("prompts.none")}</p>}
      <ul>
        {found.map((text) => (
          <li key={text}>
            <button type="button" className="prompt" onClick={() => onChoose(text)}>
              <span className="t" dir="auto">
                {text}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </List>
  );
}

interface FrameProps extends Pick<PromptListProps, "anchor" | "onClose"> {
  readonly title: string;
  readonly children: ReactNode;
}

function List({ title, anchor, onClose, children }: FrameProps) {
  const id = useId();
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={anchor as RefObject<HTMLButtonElement>} />
      <Popover.Portal>
        <Popover.Content
          className="menu prompts"
          aria-labelledby={id}
          data-popover-content
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          onKeyDown={walkRows}
          // A press on the button closes it; that it is outside as well must not open it again.
          onInteractOutside={(event) => anchor.current?.contains(event.target as Node) && event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Who chose a text is in the box already.
            if (document.activeElement === document.body) anchor.current?.focus();
          }}
        >
          <h2 id={id}>{title}</h2>
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The arrows lead from the search into the list and through it. */
function walkRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("input, .prompt")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  rows.at((at + (event.key === "ArrowDown" ? 1 : -1)) % rows.length)?.focus();
  event.preventDefault();
}
