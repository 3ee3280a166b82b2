// Pictures that an author puts into `public/`, found by their names without the ending.
import type { StaticFile, StaticFolder } from "./static-folder.ts";

export const IMAGE_ENDINGS: readonly string[] = ["svg", "png", "jpg", "jpeg", "webp", "avif", "gif", "ico"];

export async function findImage(publicFolder: StaticFolder, stem: string): Promise<StaticFile | undefined> {
  for (const ending of IMAGE_ENDINGS) {
    const file = await publicFolder.find(`${stem}.${ending}`);
    if (file) return file;
  }
  return undefined;
}
