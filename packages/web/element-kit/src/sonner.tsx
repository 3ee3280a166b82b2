// Short notices. Their place is made with the first one; the library's own would have to be put into each element.
import { type ExternalToast, toast as raise } from "sonner";
import { showToaster } from "./lib/toaster.tsx";

export { useSonner } from "sonner";
export { Toaster } from "./ui/sonner.tsx";

/** Whatever raises a notice sees to it that there is a place for it. */
export const toast = new Proxy(raise, {
  apply: (target, self, given: [Parameters<typeof raise>[0], ExternalToast?]) => {
    showToaster();
    return Reflect.apply(target, self, given);
  },
  get: (target, key, self) => {
    const value: unknown = Reflect.get(target, key, self);
    if (typeof value !== "function") return value;
    return (...given: unknown[]) => {
      showToaster();
      return Reflect.apply(value, target, given) as unknown;
    };
  },
});
