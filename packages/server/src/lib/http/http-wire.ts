// The HTTP side of a wire: the addresses that only one protocol's clients ask for.
import type { Hono } from "hono";
import type { HttpDeps, HttpEnv } from "./http-deps.ts";

export interface HttpWire {
  /** Addresses that answer also where sign-in is required and nobody has signed in. */
  readonly open: readonly string[];
  /** Below these every address proves by itself who may read it. */
  readonly openBelow?: readonly string[];
  /** Below these lies what belongs to people: where sign-in is required they are closed, for reading too. */
  readonly closedBelow: readonly string[];
  addRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void;
  /** Style for a page that is served and is this wire's own; undefined for other pages. */
  styleOf?(page: string): string | undefined;
}
