// Being told to stop: once politely, twice at once.

/** Closes and ends the process when it is told to; a second signal does not wait. What closing throws is told. */
export function closeOnSignal(close: () => Promise<void>, tell: (error: unknown) => void = console.error): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(signal === "SIGINT" ? 130 : 143);
    stopping = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        tell(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
}
