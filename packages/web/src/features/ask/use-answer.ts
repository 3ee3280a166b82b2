// An answer on its way. Until the server has closed the question its card stays, and says so when that did not work.
import { useChatClient } from "@colloquy/client/react";
import type { Ask, AskAnswer } from "@colloquy/protocol";
import { useCallback, useState } from "react";

export interface Answering {
  readonly sending: boolean;
  /** Why the last attempt did not work. */
  readonly error: unknown;
  /** Never rejects: what goes wrong is in `error`. */
  readonly answer: (answer: AskAnswer) => Promise<void>;
  /** Rejects with what goes wrong, for a card that has better places to say it; the rest of it is in `error`. */
  readonly tryAnswer: (answer: AskAnswer, saysItself: (error: unknown) => boolean) => Promise<void>;
}

export function useAnswer(ask: Ask): Answering {
  const client = useChatClient();
  const { id } = ask;
  const [state, setState] = useState<{ readonly sending: boolean; readonly error?: unknown }>({ sending: false });
  const tryAnswer = useCallback(
    async (answer: AskAnswer, saysItself: (error: unknown) => boolean) => {
      setState({ sending: true });
      try {
        await client.answerAsk(id, answer);
      } catch (error) {
        setState({ sending: false, ...(!saysItself(error) && { error }) });
        throw error;
      }
    },
    [client, id],
  );
  const answer = useCallback((given: AskAnswer) => tryAnswer(given, () => false).catch(() => undefined), [tryAnswer]);
  return { sending: state.sending, error: state.error, answer, tryAnswer };
}
