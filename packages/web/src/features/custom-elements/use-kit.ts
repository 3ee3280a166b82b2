// What an element is given: the same for one in the page and for one in a closed frame.
import type { ElementKit, ElementOutcome } from "@colloquy/client/elements";
import { useChatClient } from "@colloquy/client/react";
import { ChatError, type Element, isChatError, MAX_MESSAGE_LENGTH } from "@colloquy/protocol";
import { useMemo, useState } from "react";
import { useAppContext } from "../../app/app-context.tsx";
import type { ElementViewProps } from "../elements/element-view.ts";
import { useElementAsk } from "./use-element-ask.ts";
import { useLook } from "./use-look.ts";
import { toPlain, useOwnProps } from "./use-own-props.ts";

export interface KitOfElement {
  readonly kit: ElementKit;
  /** The last change of props was not stored; until the next one. */
  readonly notSaved: ElementOutcome["error"];
}

export function useKit(element: Element, place: ElementViewProps["place"]): KitOfElement {
  const client = useChatClient();
  const { language } = useAppContext();
  const { theme, direction } = useLook();
  const { props, wish } = useOwnProps(element.props);
  const { state: ask, id: askId } = useElementAsk(element);
  const [notSaved, setNotSaved] = useState<ElementOutcome["error"]>();
  const { id, name, sandbox } = element;
  const kit = useMemo((): ElementKit => {
    const answer = (submitted: boolean, given: object) =>
      askId === undefined
        ? { success: false, error: { code: "ASK_CLOSED", message: "The app asks nothing with this element." } }
        : outcomeOf(() => client.answerAsk(askId, { kind: "element", submitted, props: toPlain(given) }));
    return {
      id,
      name,
      place,
      ask,
      language,
      direction,
      theme,
      sandboxed: sandbox === true,
      props,
      updateElement: async (next) => {
        setNotSaved(undefined);
        const outcome = await outcomeOf(() => wish(next, (given) => client.updateElement(id, given)));
        if (!outcome.success) setNotSaved(outcome.error);
        return outcome;
      },
      deleteElement: () => outcomeOf(() => client.deleteElement(id)),
      callAction: async (action) => {
        let response: unknown;
        const outcome = await outcomeOf(async () => {
          const { name: called, payload = {} } = action;
          response = await client.callAction(id, { name: called, payload });
        });
        return outcome.success ? { ...outcome, response } : outcome;
      },
      sendUserMessage: (text, command) =>
        outcomeOf(() => {
          const said = String(text);
          if (said.length > MAX_MESSAGE_LENGTH) throw new ChatError("TOO_LARGE", `A message has at most ${MAX_MESSAGE_LENGTH} characters.`);
          client.sendMessage(said, command === undefined ? {} : { command });
        }),
      submitElement: async (given = props) => answer(true, given),
      cancelElement: async () => answer(false, {}),
    };
  }, [client, wish, id, name, sandbox, place, ask, askId, language, direction, theme, props]);
  return { kit, notSaved };
}

/** Functions of an element never reject, whatever they are given. */
async function outcomeOf(work: () => unknown): Promise<ElementOutcome> {
  try {
    await work();
    return { success: true };
  } catch (thrown) {
    const { code, message } = isChatError(thrown)
      ? thrown
      : new ChatError("BAD_INPUT", thrown instanceof Error ? thrown.message : String(thrown));
    return { success: false, error: { code, message } };
  }
}
