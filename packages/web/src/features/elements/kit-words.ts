// What the parts that custom elements are built of say themselves, in the page's language.
import type { TFunction } from "i18next";
import type { KitWords } from "../../../element-kit/src/host.ts";

export function toKitWords(t: TFunction): KitWords {
  return {
    close: t("common.close"),
    previous: t("kit.previous"),
    next: t("kit.next"),
    pages: t("kit.pages"),
    morePages: t("kit.morePages"),
    previousSlide: t("kit.previousSlide"),
    nextSlide: t("kit.nextSlide"),
    notifications: t("kit.notices"),
  };
}
