// The code of an element, with its look. A newer version takes the place of the one that is shown once it is there, without a gap.
import { use, useEffect, useState } from "react";
import { type LoadedElement, loadElement } from "./run/load-element.ts";
import { loadStyle } from "./run/load-style.ts";

export interface ElementFiles {
  readonly module: string;
  readonly css?: string | undefined;
  /** The sheet of the kit. */
  readonly kit?: string | undefined;
}

const waiting = new Map<string, Promise<LoadedElement>>();

/** Waits for the first version, in a `Suspense`; throws what is wrong with the newest. */
export function useLoaded(name: string, files: ElementFiles): LoadedElement {
  const [first] = useState(files);
  const [loaded, setLoaded] = useState(use(loadOnce(name, first)));
  const [failure, setFailure] = useState<{ readonly of: string; readonly error: unknown }>();
  const { module, css, kit } = files;
  useEffect(() => {
    let left = false;
    load(name, { module, css, kit }).then(
      (newest) => {
        if (!left) setLoaded(newest);
      },
      (error: unknown) => {
        if (!left) setFailure({ of: module, error });
      },
    );
    return () => {
      left = true;
    };
  }, [name, module, css, kit]);
  if (failure?.of === module) throw failure.error;
  return loaded;
}

/** The same promise for the same files, so that it can be waited for while drawing. */
function loadOnce(name: string, files: ElementFiles): Promise<LoadedElement> {
  const key = JSON.stringify(files);
  const known = waiting.get(key);
  if (known) return known;
  const made = load(name, files);
  waiting.set(key, made);
  made.catch(() => waiting.delete(key));
  return made;
}

/** What is there is not asked for again; but a style sheet may be another one while the module is the same, and may have been taken out since. */
async function load(name: string, { module, css, kit }: ElementFiles): Promise<LoadedElement> {
  const sheets = [...(kit === undefined ? [] : [loadStyle(kit)]), ...(css === undefined ? [] : [loadStyle(css, name)])];
  const [loaded] = await Promise.all([loadElement(module), ...sheets]);
  return loaded;
}
