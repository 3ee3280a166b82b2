// The library itself, without its tables of other languages: `Intl` has those.
export * from "date-fns";
