// What an author calls their questions, and what each of them is answered with.

/**
 * Declare what your keyed questions are answered with, and `onAskAnswer` knows it by the key.
 *
 * @example
 * declare module "colloquy" {
 *   interface AskAnswers { address: { street: string } }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: authors add their keys to it
export interface AskAnswers {}

type Declared = keyof AskAnswers & string;

/** What a question can be called; any string until keys are declared. */
export type AskKey = [Declared] extends [never] ? string : Declared;
