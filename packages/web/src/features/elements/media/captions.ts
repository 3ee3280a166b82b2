// Captions of a recording: the author gives their text, and the player reads them as a file.
import type { Element } from "@colloquy/protocol";
import { useEffect, useState } from "react";

export interface CaptionFile {
  readonly language: string;
  readonly label: string;
  readonly address: string;
}

interface Given {
  readonly language: string;
  readonly label?: string;
  readonly content: string;
}

const NONE: readonly CaptionFile[] = [];

export function useCaptions({ props }: Element, pageLanguage: string): readonly CaptionFile[] {
  const text = JSON.stringify(props?.["captions"] ?? null);
  const [files, setFiles] = useState(NONE);
  useEffect(() => {
    const given: unknown = JSON.parse(text);
    const made = (Array.isArray(given) ? given.filter(isCaption) : []).map(({ language, label, content }) => ({
      language,
      label: label ?? nameOf(language, pageLanguage),
      address: URL.createObjectURL(new Blob([content], { type: "text/vtt" })),
    }));
    setFiles(made.length > 0 ? made : NONE);
    return () => {
      for (const { address } of made) URL.revokeObjectURL(address);
    };
  }, [text, pageLanguage]);
  return files;
}

function isCaption(value: unknown): value is Given {
  if (typeof value !== "object" || value === null) return false;
  const { language, label, content } = value as Partial<Record<string, unknown>>;
  return typeof language === "string" && typeof content === "string" && (label === undefined || typeof label === "string");
}

function nameOf(language: string, pageLanguage: string): string {
  try {
    return new Intl.DisplayNames(pageLanguage, { type: "language" }).of(language) ?? language;
  } catch {
    return language; // It is no tag: then it is its own name.
  }
}
