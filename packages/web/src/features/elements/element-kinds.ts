// What the kinds of elements look like as a glyph and are called in words.
import type { Element, ElementType } from "@colloquy/protocol";
import {
  AudioLines,
  Blocks,
  ChartColumn,
  ChartSpline,
  File,
  FileArchive,
  FileCode,
  FileText,
  FileType,
  Film,
  Image,
  LayoutPanelTop,
  ListChecks,
  type LucideIcon,
  Presentation,
  Sheet,
  Table,
} from "lucide-react";

const GLYPHS: Readonly<Record<ElementType, LucideIcon>> = {
  image: Image,
  text: FileText,
  pdf: FileType,
  tasklist: ListChecks,
  audio: AudioLines,
  video: Film,
  file: File,
  plotly: ChartSpline,
  dataframe: Table,
  chart: ChartColumn,
  artifact: FileText,
  custom: Blocks,
  view: LayoutPanelTop,
};

/** The first that fits the media type or the ending of the name. */
const FILES: readonly (readonly [LucideIcon, RegExp])[] = [
  [Image, /^image\//],
  [AudioLines, /^audio\//],
  [Film, /^video\//],
  [FileType, /pdf$/],
  [Sheet, /csv|tab-separated|spreadsheet|excel|arrow|parquet|\.(?:csv|tsv|xlsx?|ods|parquet|arrow)$/],
  [Presentation, /presentation|powerpoint|\.(?:pptx?|odp|key)$/],
  [FileArchive, /zip|compressed|tar$|x-7z|gzip|\.(?:zip|tar|tgz|gz|7z|rar)$/],
  [
    FileCode,
    /json|xml|javascript|typescript|html|css|yaml|x-sh|python|\.(?:[cm]?[jt]sx?|json|ya?ml|py|rs|go|java|c|cpp|h|sql|sh|html?|css)$/,
  ],
  [FileText, /^text\/|word|document|\.(?:md|txt|docx?|odt|rtf)$/],
];

export function glyphOf({ type, mime = "", name }: Pick<Element, "type" | "mime" | "name">): LucideIcon {
  if (type !== "file") return GLYPHS[type];
  const lower = name.toLowerCase();
  return FILES.find(([, fits]) => (mime !== "" && fits.test(mime)) || fits.test(lower))?.[0] ?? File;
}
