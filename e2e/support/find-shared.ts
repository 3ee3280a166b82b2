// Asks the run for one of the parts that its browser tests share.
import { inject } from "vitest";

/** The address of a part: `states`, or a browser by a name of one's own. It is started now if it does not run yet. */
export async function findShared(part: string): Promise<string> {
  const response = await fetch(`${inject("sharedParts")}/${part}`);
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
}
