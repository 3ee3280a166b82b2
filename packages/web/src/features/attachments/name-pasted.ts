// Pictures from the clipboard are all called the same. Two of them in one message want names that can be told apart.
import type { TFunction } from "i18next";

export function namePasted(file: File, t: TFunction, others: readonly { readonly name: string }[]): File {
  const ending = /^image\.(png|jpe?g|gif|webp)$/.exec(file.name)?.[1];
  if (ending === undefined) return file;
  const names = new Set(others.map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = `${t("attach.pastedImage", { number })}.${ending}`;
    if (!names.has(name)) return new File([file], name, { type: file.type, lastModified: file.lastModified });
  }
}
