// The library itself; the parts of `@/components/ui/form` are of the same copy.
export * from "react-hook-form";
