// Beside the message box: the favourites, and what was sent before. Each is a list behind a button; a press puts a text into the box.
import { useChatClient, useOverview } from "@colloquy/client/react";
import { History, Star } from "lucide-react";
import { Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/app-context.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import type { PromptListProps } from "./prompt-lists.tsx";
import { readPrompts } from "./prompt-tools.ts";
import { prompts } from "./prompts.ts";

// What a list is made of comes with the first press, not with every page.
const FavouriteList = lazyPart<PromptListProps>(async () => (await import("./prompt-lists.tsx")).FavouriteList);
const PromptList = lazyPart<PromptListProps>(async () => (await import("./prompt-lists.tsx")).PromptList);

export interface PromptButtonsProps {
  readonly onChoose: (text: string) => void;
}

export function PromptButtons({ onChoose }: PromptButtonsProps) {
  const { t } = useTranslation();
  const { features } = useConfig();
  const { store } = useChatClient();
  // There is something to go back to as soon as something was sent.
  useOverview(({ turnIds }) => turnIds);
  const [open, setOpen] = useState<"favourites" | "prompts">();
  // Here they are: the keys need not wait for the page to be idle.
  useEffect(() => prompts.load(), []);
  const star = useRef<HTMLButtonElement>(null);
  const clock = useRef<HTMLButtonElement>(null);
  const choose = (text: string) => {
    setOpen(undefined);
    onChoose(text);
  };
  const toggle = (which: typeof open) => setOpen((before) => (before === which ? undefined : which));
  const close = () => setOpen(undefined);
  return (
    <>
      {features.favorites && (
        <span className="favorite-popover-wrapper">
          <IconButton
            ref={star}
            icon={Star}
            label={t("favourites.title")}
            aria-haspopup="dialog"
            aria-expanded={open === "favourites"}
            onClick={() => toggle("favourites")}
          />
          {open === "favourites" && (
            <Suspense>
              <FavouriteList anchor={star} onChoose={choose} onClose={close} />
            </Suspense>
          )}
        </span>
      )}
      {(open === "prompts" || readPrompts(store).length > 0) && (
        <span className="history-popover-wrapper">
          <IconButton
            ref={clock}
            icon={History}
            label={t("prompts.title")}
            aria-haspopup="dialog"
            aria-expanded={open === "prompts"}
            onClick={() => toggle("prompts")}
          />
          {open === "prompts" && (
            <Suspense>
              <PromptList anchor={clock} onChoose={choose} onClose={close} />
            </Suspense>
          )}
        </span>
      )}
    </>
  );
}
