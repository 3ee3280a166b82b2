// Requests that may take as long as their bytes keep coming: a large file over a slow line. All others must have arrived within the limit.

const UNHURRIED = new WeakSet<object>();

/** Does something with a request whose body may take long. `socket` is what it comes over; without one there is nothing to be patient with. */
export async function unhurried<Result>(socket: object | undefined, work: () => Promise<Result>): Promise<Result> {
  if (!socket) return work();
  UNHURRIED.add(socket);
  try {
    return await work();
  } finally {
    // The next request on it is another one.
    UNHURRIED.delete(socket);
  }
}

export function isUnhurried(socket: object): boolean {
  return UNHURRIED.has(socket);
}
