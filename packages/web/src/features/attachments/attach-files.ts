// Takes files in: those that the rules let pass begin to be sent, and of the others it is said at once why they were left out.
import type { Uploads } from "@colloquy/client";
import type { TFunction } from "i18next";
import type { UploadRules } from "../../app/config.ts";
import type { UiStore } from "../../app/ui-store.ts";
import { byteSize } from "../../components/ui/byte-size.ts";
import { toLocale } from "../thread/times.ts";
import { mayPass } from "./may-pass.ts";
import { namePasted } from "./name-pasted.ts";
import { numberOf, takenKinds } from "./words.ts";

interface AttachContext {
  readonly uploads: Uploads;
  readonly rules: UploadRules;
  readonly ui: UiStore;
  readonly t: TFunction;
  readonly language: string;
}

interface Refusal {
  readonly title: string;
  readonly text: string;
}

export function attachFiles(files: readonly File[], context: AttachContext): void {
  const { uploads, ui, t } = context;
  const taken: File[] = [];
  for (const given of files) {
    const file = namePasted(given, t, [...uploads.getUploads(), ...taken]);
    const refusal = refusalOf(file, context);
    if (refusal) {
      ui.toast({ tone: "error", ...refusal });
      continue;
    }
    uploads.add(file);
    taken.push(file);
  }
}

/** Why it may not come; undefined when it may. */
function refusalOf(file: File, { uploads, rules, t, language }: AttachContext): Refusal | undefined {
  const name = isolate(file.name);
  if (!rules.enabled) return { title: t("attach.refused", { name }), text: t("attach.off") };
  if (!mayPass(rules.accept, file)) {
    const kinds = takenKinds(rules.accept, t, language) ?? "";
    return { title: t("attach.refused", { name }), text: t("attach.onlyKinds", { kinds }) };
  }
  const size = byteSize(file.size, toLocale(language));
  if (file.size > rules.maxSize)
    return {
      title: t("attach.tooLarge", { name }),
      text: t("attach.tooLargeText", { size, limit: byteSize(rules.maxSize, toLocale(language)) }),
    };
  // What was cut off and comes again takes no further place.
  const others = uploads
    .getUploads()
    .filter((upload) => !(upload.state === "lost" && upload.name === file.name && upload.size === file.size));
  if (others.length >= rules.maxFiles)
    return { title: t("attach.refused", { name }), text: t("attach.tooMany", { number: numberOf(rules.maxFiles, language) }) };
  if (others.reduce((sum, other) => sum + other.size, file.size) > rules.maxTotalSize)
    return { title: t("attach.refused", { name }), text: t("attach.tooMuch", { limit: byteSize(rules.maxTotalSize, toLocale(language)) }) };
  return undefined;
}

/** A name from elsewhere keeps its own direction in the sentence. */
function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}
