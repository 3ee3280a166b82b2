// What a link to the app shows elsewhere: its address and its image. Programs that make previews want whole addresses.
import type { ResolvedConfig } from "../config/schema.ts";

interface Asked {
  readonly host: string | undefined;
  readonly https: boolean;
  readonly publicRoot: string;
}

/** The address and the image of link previews; undefined for what nobody has said. */
export function toPreview(
  { customMetaUrl, customMetaImageUrl, publicUrl }: Pick<ResolvedConfig, "customMetaUrl" | "customMetaImageUrl" | "publicUrl">,
  { host, https, publicRoot }: Asked,
): { readonly metaUrl: string | undefined; readonly metaImage: string | undefined } {
  const asked = host === undefined ? undefined : `${https ? "https" : "http"}://${host}${publicRoot}`;
  const base = publicUrl?.replace(/\/+$/, "") ?? asked;
  const isPath = customMetaImageUrl?.startsWith("/") ?? false;
  return {
    metaUrl: customMetaUrl ?? publicUrl,
    metaImage: !isPath ? customMetaImageUrl : base === undefined ? undefined : `${base}${customMetaImageUrl}`,
  };
}
