// The states of the page, as the tests ask for them. All files of a run share one build of them.
import { findShared } from "../support/find-shared.ts";

export interface StatePages extends AsyncDisposable {
  /** Where a state is shown. */
  address(state: string, more?: string): string;
}

export async function serveStates(): Promise<StatePages> {
  const address = await findShared("states");
  return {
    address: (state, more = "") => `${address}dev/?state=${state}${more}`,
    // They are there for the next file as well.
    [Symbol.asyncDispose]: async () => undefined,
  };
}
