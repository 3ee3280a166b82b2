// What the configuration knows of a driver; its seam knows the rest.

/** Something that is opened before use and closed after it: a data layer, a session store. */
export interface Driver {
  readonly name: string;
  open(): Promise<void>;
  close(): Promise<void>;
}

/** Tells a driver from a wrong value; whether it serves the seam it was given for is checked where it is used. */
export function isDriver(value: unknown): value is Driver {
  if (typeof value !== "object" || value === null) return false;
  const driver = value as Partial<Driver>;
  return typeof driver.name === "string" && typeof driver.open === "function" && typeof driver.close === "function";
}

/** What brings the nodes of an app together, as the configuration knows it. */
export interface Meeting {
  readonly name: string;
  readonly nodeId: string;
  join(parts: never): Promise<void>;
  leave(): Promise<void>;
}

/** Tells a relay from a wrong value. */
export function isMeeting(value: unknown): value is Meeting {
  if (typeof value !== "object" || value === null) return false;
  const relay = value as Partial<Meeting>;
  return typeof relay.name === "string" && typeof relay.join === "function" && typeof relay.leave === "function";
}
