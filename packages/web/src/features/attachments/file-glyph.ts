// The glyph of a file that has no picture of its own.
import { File, FileArchive, FileAudio, FileCode, FileImage, FileSpreadsheet, FileText, FileVideo, type LucideIcon } from "lucide-react";

const BY_TYPE: readonly (readonly [pattern: RegExp, glyph: LucideIcon])[] = [
  [/^image\//, FileImage],
  [/^audio\//, FileAudio],
  [/^video\//, FileVideo],
  [/csv|tab-separated|spreadsheet|excel/, FileSpreadsheet],
  [/zip|x-tar|gzip|7z|rar/, FileArchive],
  [/json|javascript|typescript|python|shellscript|html|xml|sql|css/, FileCode],
  [/^text\/|pdf|word|document/, FileText],
];

export function glyphOf(mime: string): LucideIcon {
  return BY_TYPE.find(([pattern]) => pattern.test(mime))?.[1] ?? File;
}
