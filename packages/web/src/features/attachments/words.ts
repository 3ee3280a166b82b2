// Sizes and kinds of files, as people read them.
import type { TFunction } from "i18next";
import type { Accept, UploadRules } from "../../app/config.ts";
import { byteSize } from "../../components/ui/byte-size.ts";
import { joinFacts } from "../../components/ui/join-facts.ts";
import { toLocale } from "../thread/times.ts";
import { endingOf, itemsOf, takesAll } from "./accept.ts";

/** “4,000”. */
export function numberOf(value: number, language: string): string {
  return new Intl.NumberFormat(toLocale(language)).format(value);
}

/** “62 %”. */
export function percentOf(part: number, whole: number, language: string): string {
  return new Intl.NumberFormat(toLocale(language), { style: "percent" }).format(whole === 0 ? 1 : Math.min(1, part / whole));
}

/** “PDF”: the ending of the name, which people know, else what the type says. */
export function kindOf({ name, mime }: { readonly name: string; readonly mime: string }): string {
  const ending = endingOf(name);
  if (/^[a-z0-9]{1,5}$/.test(ending)) return ending.toUpperCase();
  const subtype = mime.split("/")[1] ?? "";
  return /^[a-z0-9]{1,5}$/.test(subtype) ? subtype.toUpperCase() : "";
}

/** “PDF · 1.2 MB”. */
export function factsOf(file: { readonly name: string; readonly mime: string; readonly size: number }, language: string): string {
  return joinFacts([kindOf(file), byteSize(file.size, toLocale(language))]);
}

/** What a chat takes, as a list of words; undefined where it takes everything. */
export function takenKinds(accept: Accept, t: TFunction, language: string): string | undefined {
  if (takesAll(accept)) return undefined;
  const kinds = itemsOf(accept).flatMap(([pattern = "", endings]) => {
    if (endings.length > 0) return endings;
    const [type, subtype = ""] = pattern.split("/");
    if (subtype === "*" && type === "image") return [t("attach.images")];
    if (subtype === "*" && type === "audio") return [t("attach.audio")];
    if (subtype === "*" && type === "video") return [t("attach.videos")];
    if (subtype === "*" && type === "text") return [t("attach.texts")];
    return [kindOf({ name: "", mime: pattern }) || pattern];
  });
  return new Intl.ListFormat(toLocale(language), { type: "conjunction" }).format(new Set(kinds));
}

/** The rules in one line: what may come, and how large it may be. */
export function rulesInWords({ accept, maxSize }: UploadRules, t: TFunction, language: string): string {
  const kinds = takenKinds(accept, t, language);
  const size = byteSize(maxSize, toLocale(language));
  return kinds === undefined ? t("attach.takesAll", { size }) : t("attach.takes", { kinds, size });
}
