// Calls that seldom wait and are made for every token: an async function would make a promise for each, in which Node keeps the chat's context.

const DONE = Promise.resolve();

/** As an async function, with one promise for all calls that have nothing to wait for: what is thrown is in the promise. */
export function atOnce(call: () => Promise<void> | undefined): Promise<void> {
  try {
    return call() ?? DONE;
  } catch (error) {
    return Promise.reject(error);
  }
}
