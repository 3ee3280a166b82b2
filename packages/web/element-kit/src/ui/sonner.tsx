// Where notices of elements appear. There is one such place, made with the first notice; what an author says of it in an element counts for it.
import { useEffect } from "react";
import { setLook, type ToastLook } from "../lib/toaster.tsx";

export function Toaster(look: ToastLook) {
  useEffect(() => setLook(look));
  return null;
}
