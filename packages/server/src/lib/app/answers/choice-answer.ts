// Chosen options: offered ones, as many as were asked for, in the order of the question.
import { readChosen } from "../../chat/asks/read-chosen.ts";
import type { AnswerCheck } from "./checked-answer.ts";

export const checkChoice: AnswerCheck<"choice"> = (ask, answer) => ({ answer: readChosen(ask, answer) });
