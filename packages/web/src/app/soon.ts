// What a chat does not show when it is opened, but anybody may want a moment later: it comes as one piece once the page has nothing better to
// do, or with the first message, so that it is here before it is reached for, also when the line is lost by then.
import { lazyPart } from "../components/ui/lazy-part.tsx";
import type { QueueTrayProps } from "../features/composer/queue-tray.tsx";
import type { SuggestionListProps } from "../features/composer/suggestion-list.tsx";
import type { StepCardProps } from "../features/steps/step-card.tsx";
import type { EditFormProps } from "../features/thread/edit-form.tsx";

export const QueueTray = lazyPart<QueueTrayProps>(async () => (await import("../features/composer/queue-tray.tsx")).QueueTray);
export const SuggestionList = lazyPart<SuggestionListProps>(
  async () => (await import("../features/composer/suggestion-list.tsx")).SuggestionList,
);
export const StepCard = lazyPart<StepCardProps>(async () => (await import("../features/steps/step-card.tsx")).StepCard);
export const EditForm = lazyPart<EditFormProps>(async () => (await import("../features/thread/edit-form.tsx")).EditForm);

/** Failing costs nothing: what did not come is asked for again when it is wanted. */
export function loadSoon(): void {
  for (const part of [QueueTray, SuggestionList, StepCard, EditForm]) part.preload();
}
