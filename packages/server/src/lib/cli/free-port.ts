// Which port to take when the wished one is taken.

/** How many ports above the wished one are tried. */
const NEIGHBOURS = 20;
const HANDOVER_TRIES = 40;
const HANDOVER_WAIT_MS = 50;

/** Tries to listen on a port and, while it is taken, on the ones above it. The last failure is thrown. */
export async function listenNear<Result>(port: number, listen: (port: number) => Promise<Result>): Promise<Result> {
  for (let candidate = port; ; candidate++) {
    try {
      return await listen(candidate);
    } catch (error) {
      if (!isTaken(error) || port === 0 || candidate >= port + NEIGHBOURS || candidate >= 65_535) throw error;
    }
  }
}

/** Listens on a port that another process of ours is just giving up. */
export async function listenAfter<Result>(port: number, listen: (port: number) => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await listen(port);
    } catch (error) {
      if (!isTaken(error) || tries >= HANDOVER_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, HANDOVER_WAIT_MS));
    }
  }
}

/** Whether listening failed because somebody else has the port. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
