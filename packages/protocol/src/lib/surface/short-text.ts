// The short texts that controls are made of, and how long they may be.
import * as z from "zod/mini";

/** What a control is known by, in requests and in handlers. */
export const nameSchema = z.string().check(z.minLength(1), z.maxLength(200));
/** What a person reads on a control. */
export const labelSchema = z.string().check(z.minLength(1), z.maxLength(500));
/** A sentence or two beside a control. */
export const hintSchema = z.string().check(z.maxLength(10_000));
/** A Lucide icon's name, a path below /public, or a URL. */
export const iconSchema = z.string().check(z.maxLength(2_000));
