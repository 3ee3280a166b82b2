// Ratings as Chainlit's clients know them: one number and a comment, on the run of an answer, under a name that says where it is.
import { createHmac, timingSafeEqual } from "node:crypto";
import { type Feedback, idSchema, parseUntrusted, type StepId, type ThreadId } from "@colloquy/protocol";
import { isListed } from "../../auth/owners.ts";

/** A rating on Chainlit's wire. */
export interface ChainlitFeedback {
  readonly id: string;
  readonly forId: string;
  readonly threadId: string;
  readonly value: 0 | 1;
  readonly comment: string | null;
}

/** Which answer a rating is of, and whose. */
interface RatedPlace {
  readonly owner: string;
  readonly threadId: string;
  readonly stepId: StepId;
}

/** Where a rating is, and under which name their clients know its answer. */
interface FeedbackPlace extends RatedPlace {
  readonly forId: string;
}

export function toChainlitFeedback({ rating, comment }: Feedback, { forId, ...place }: FeedbackPlace): ChainlitFeedback {
  return { id: toFeedbackId(place), forId, threadId: place.threadId, value: rating === "up" ? 1 : 0, comment: comment ?? null };
}

/**
 * What their clients name a rating by to take it back: they say nothing else then, not even their session. It says where the rating is. Whoever
 * has a cookie is asked for it all the same; for a client without any the name proves by itself whose it is, and nobody else is told it.
 */
export function toFeedbackId(place: RatedPlace): string {
  const { owner, threadId, stepId } = place;
  return isListed(owner) ? `${threadId}.${stepId}` : `${threadId}.${stepId}.${proofOf(place)}`;
}

/** What a name of a rating says. */
export interface NamedFeedback {
  readonly threadId: ThreadId;
  readonly stepId: StepId;
  /** Made by who knows the owner; empty where nothing is proven. */
  readonly proof: string;
}

/** Undefined for what is no such name. */
export function fromFeedbackId(id: string): NamedFeedback | undefined {
  const [thread, step, proof = ""] = id.split(".");
  const threadId = parseUntrusted(idSchema<ThreadId>(), thread).data;
  const stepId = parseUntrusted(idSchema<StepId>(), step).data;
  return threadId && stepId && { threadId, stepId, proof };
}

/** True when the name was made for this owner, who has no other way to say who they are. */
export function provesOwner({ proof, ...named }: NamedFeedback, owner: string): boolean {
  if (isListed(owner)) return false;
  const [given, right] = [Buffer.from(proof), Buffer.from(proofOf({ ...named, owner }))];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Such an owner is a digest of what only their client knows: nobody can guess it, and so it serves as the key. */
function proofOf({ owner, threadId, stepId }: RatedPlace): string {
  return createHmac("sha256", owner).update(`feedback ${threadId} ${stepId}`).digest("base64url");
}
