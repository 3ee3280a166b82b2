// Where a browser keeps what must outlive a page: the way back to a chat per tab, and what is not sent yet per device.

/** The part of the Web Storage API that the client uses. */
export interface KeyValueStorage {
  /** The value; null when there is none. */
  getItem(key: string): string | null;
  /** Keeps a value. May throw when there is no room. */
  setItem(key: string, value: string): void;
  /** Forgets a value. */
  removeItem(key: string): void;
}

/** Two storages with different lives. */
export interface ClientStorage {
  /** Lives as long as the tab, like `sessionStorage`: resume tokens and client keys. */
  readonly tab: KeyValueStorage;
  /** Lives on the device, like `localStorage`: messages that are not acknowledged yet. */
  readonly device: KeyValueStorage;
}

/** The browser's own storages; what a browser refuses to store lives as long as the page. */
export function browserStorage(): ClientStorage {
  return { tab: forgiving(() => globalThis.sessionStorage), device: forgiving(() => globalThis.localStorage) };
}

/** Storages that live as long as the object: for programs and tests. */
export function memoryStorage(): ClientStorage {
  return { tab: createMemory(), device: createMemory() };
}

function createMemory(): KeyValueStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

/** Blocked cookies make even the property throw, and a full quota the write; the chat goes on from memory then. */
function forgiving(open: () => KeyValueStorage | undefined): KeyValueStorage {
  const memory = createMemory();
  const attempt = <Result>(act: (storage: KeyValueStorage) => Result, otherwise: Result): Result => {
    try {
      const storage = open();
      return storage ? act(storage) : otherwise;
    } catch {
      return otherwise;
    }
  };
  return {
    getItem: (key) => memory.getItem(key) ?? attempt((storage) => storage.getItem(key), null),
    setItem(key, value) {
      const stored = attempt((storage) => {
        storage.setItem(key, value);
        return true;
      }, false);
      if (stored) memory.removeItem(key);
      else memory.setItem(key, value);
    },
    removeItem(key) {
      memory.removeItem(key);
      attempt((storage) => storage.removeItem(key), undefined);
    },
  };
}

/** Reads what was written as JSON; undefined when it is absent or not readable any more. */
export function readJson(storage: KeyValueStorage, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}
