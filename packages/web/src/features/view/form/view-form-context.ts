// What a form of a view gives to the fields in it.
import { createContext } from "react";
import type { Entries, Entry } from "../../ask/form/entries.ts";

export interface ViewFormParts {
  readonly entries: Entries;
  readonly change: (key: string, entry: Entry) => void;
}

export const ViewFormContext = createContext<ViewFormParts | undefined>(undefined);
