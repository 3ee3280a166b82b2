// Answers that come when the turn that asked is gone: what `onAskAnswer` is given, typed by the keys that an author declared.
import type { Action } from "../actions/action.ts";
import type { Element } from "../elements/element.ts";
import type { Message } from "../message.ts";
import type { ApprovalAnswer } from "./ask-approval.ts";
import type { ElementAnswer } from "./ask-element.ts";
import type { AskAnswers } from "./ask-key.ts";

/** What a question of each kind is answered with; as the call itself would have returned it. */
export interface AnswersByKind {
  /** What the person typed. */
  text: Message;
  /** What they sent. */
  file: Element[];
  /** The button they pressed. */
  action: Action;
  /** What the element gave. */
  element: ElementAnswer;
  /** The value of the option; a list where several may be chosen; `{ other }` for what they wrote instead. */
  choice: string | { readonly other: string } | readonly (string | { readonly other: string })[];
  /** Yes or no. */
  confirm: boolean;
  /** What they filled in, checked against the form alone: the schema is gone. Undefined when they left it out. */
  form: Record<string, unknown> | undefined;
  /** Whether the tool may run, and with what. */
  approval: ApprovalAnswer;
}

type Declared = keyof AskAnswers & string;

interface Late<Key, Kind, Answer> {
  /** The `key` that the question was given; absent when it was given none. */
  readonly key: Key;
  /** What kind of question it was. */
  readonly kind: Kind;
  /** What was asked. */
  readonly question: string;
  /** What the person answered. */
  readonly answer: Answer;
}

type LateOfKind<Key> = { [Kind in keyof AnswersByKind]: Late<Key, Kind, AnswersByKind[Kind]> }[keyof AnswersByKind];

/** A question and what was answered, after the turn that asked is gone. Look at its `key` or its `kind` to know what the answer is. */
export type LateAnswer = [Declared] extends [never]
  ? LateOfKind<string | undefined>
  : LateOfKind<undefined> | { [Key in Declared]: Late<Key, keyof AnswersByKind, AskAnswers[Key]> }[Declared];
