// Keeps a message of the person's own to use it again, in its toolbar.
import "./feedback.css";
import { useChatClient, useMark } from "@colloquy/client/react";
import type { StepId } from "@colloquy/protocol";
import { Star } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { useTellFailure } from "../thread/use-tell-failure.ts";

export function FavouriteButton({ stepId }: { readonly stepId: StepId }) {
  const { t } = useTranslation();
  const client = useChatClient();
  const { announcer } = useAppContext();
  const tellFailure = useTellFailure();
  const { favourite = false } = useMark(stepId);
  /** What was pressed, until the server says so, too. */
  const [wanted, want] = useState<boolean>();
  const kept = wanted ?? favourite;
  const press = () => {
    want(!kept);
    client
      .setFavourite(stepId, !kept)
      .then(() => announcer.say(t(kept ? "favourites.removed" : "favourites.added")), tellFailure)
      .finally(() => want(undefined));
  };
  return (
    <IconButton
      small
      icon={Star}
      label={t(kept ? "favourites.remove" : "favourites.add")}
      className={`favorite-message ${kept ? "kept" : ""}`}
      onClick={press}
    />
  );
}
