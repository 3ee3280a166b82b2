// How far an upload is, in words.
import type { Upload } from "@colloquy/client";
import type { TFunction } from "i18next";
import type { Accept } from "../../app/config.ts";
import { factsOf, percentOf, takenKinds } from "./words.ts";

interface StatusContext {
  readonly accept: Accept;
  readonly t: TFunction;
  readonly language: string;
}

/** `accept` for what the server found to be something else than it seemed. */
export function statusOf(upload: Upload, { accept, t, language }: StatusContext): string {
  const { name, mime, state, sent, size, error } = upload;
  switch (state) {
    case "waiting":
      return t("attach.waiting");
    case "sending":
      return t("attach.sending", { percent: percentOf(sent, size, language) });
    case "paused":
      return t("attach.paused");
    case "failed": {
      const kinds = error?.code === "FILE_REFUSED" ? takenKinds(accept, t, language) : undefined;
      const message = kinds === undefined ? (error?.message ?? "") : t("attach.onlyKinds", { kinds });
      // The server speaks its own language.
      return t("attach.failed", { message: `\u2068${message}\u2069` });
    }
    case "lost":
      return t(error ? "attach.gone" : "attach.cutOff");
    case "done":
      return factsOf({ name, mime, size }, language);
  }
}
