// What is said in notifications of PostgreSQL: they wake, and carry what is small.
import { createHash } from "node:crypto";
import type { Owner } from "../relay.ts";
import type { LogNotice } from "../relay-driver.ts";

/** A channel for something of a schema. Channels belong to the whole database, and their names are short: so a sum stands for both. */
export function toChannel(schema: string, kind: "thread" | "node" | "test", id: string): string {
  return `cq_${createHash("sha1").update(`${schema}\n${kind}\n${id}`).digest("hex")}`;
}

const MORE = "!more";
const OWNER = "!owner";
const ENDED = "!ended";
const NOBODY = "-";

export function ownerNotice({ node, epoch }: Owner): string {
  return `${OWNER} ${node || NOBODY} ${epoch}`;
}

/** The reason is a word of ours; whatever it is, it must fit. */
export function endedNotice(reason: string): string {
  return `${ENDED} ${reason.slice(0, 1_000)}`;
}

/** An entry is its place and its body, as the statement that appends writes it. */
export function toNotice(payload: string): LogNotice {
  const [first, rest] = split(payload);
  if (first === ENDED) return { type: "ended", reason: rest };
  if (first === OWNER) {
    const [node, epoch] = split(rest);
    return { type: "owner", owner: node === NOBODY ? undefined : { node, epoch: Number(epoch) } };
  }
  if (first === MORE) return { type: "more", ...toPlace(rest) };
  const { epoch, at } = toPlace(first);
  return { type: "entry", epoch, entry: { at, body: rest } };
}

function toPlace(text: string): { readonly epoch: number; readonly at: number } {
  const [epoch, at] = text.split("-");
  return { epoch: Number(epoch), at: Number(at) };
}

function split(text: string): readonly [first: string, rest: string] {
  const space = text.indexOf(" ");
  return space < 0 ? [text, ""] : [text.slice(0, space), text.slice(space + 1)];
}
