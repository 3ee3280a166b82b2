// The files of the message box: by its button, dropped on the page, pasted. What is done with them is in a part that comes with the first.

import type { UploadedFile } from "@colloquy/client";
import { useChatClient, useOverview } from "@colloquy/client/react";
import { type ClipboardEvent, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import type { UploadRules } from "../../app/config.ts";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { type Attached, AttachmentBox, standOf } from "./attachment-box.ts";
import { SentFiles } from "./parts.ts";
import { LONG_TEXT, pastedFiles, pastedText } from "./pasted.ts";

export interface Attachments extends Attached {
  readonly box: AttachmentBox;
  readonly rules: UploadRules;
  readonly stand: ReturnType<typeof standOf>;
  /** Takes files in, as far as the rules let them. */
  readonly attach: (files: readonly File[]) => void;
  /** Puts in what the server has already: the files of a message that was taken back. */
  readonly put: (files: readonly UploadedFile[]) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLTextAreaElement>) => void;
}

export function useAttachments(): Attachments {
  const { t, i18n } = useTranslation();
  const client = useChatClient();
  const { ui } = useAppContext();
  const rules = useConfig().uploads;
  const tellFailure = useTellFailure();
  const [box] = useState(() => new AttachmentBox(() => client.loadUploads()));
  const attached = useSyncExternalStore(box.subscribe, box.get);
  const place = useOverview(({ thread, interacted, ready }) => `${thread.id} ${interacted} ${ready}`);
  const latest = useRef(rules);
  latest.current = rules;
  const verbs = useMemo(() => {
    const attach = async (files: readonly File[]) => {
      // What is sent is shown at once, also by a page that is offline by then.
      SentFiles.preload();
      const [uploads, { attachFiles }] = await Promise.all([box.open(), import("./attachment-parts.ts")]);
      attachFiles(files, { uploads, rules: latest.current, ui, t, language: i18n.language });
    };
    const put = async (files: readonly UploadedFile[]) => (await box.open()).put(files);
    return {
      attach: (files: readonly File[]) => void (files.length > 0 && attach(files).catch(tellFailure)),
      put: (files: readonly UploadedFile[]) => void (files.length > 0 && put(files).catch(tellFailure)),
    };
  }, [box, ui, t, i18n, tellFailure]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each chat has its own
  useEffect(() => {
    if (client.keptUploads > 0) void box.open().catch(() => undefined);
    box.offerPasted(undefined);
  }, [client, box, place]);
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    if (!rules.enabled) return;
    const files = pastedFiles(event.clipboardData);
    if (files.length > 0) {
      event.preventDefault();
      verbs.attach(files);
      return;
    }
    const text = pastedText(event.clipboardData);
    if (text.length >= LONG_TEXT) box.offerPasted(text);
  };
  return { ...attached, ...verbs, box, rules, stand: standOf(attached.uploads), onPaste };
}
