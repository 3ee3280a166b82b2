// Under which names a development server answers. Any site may let its own name lead to this machine for a moment, and its page is then,
// to the browser, a page of ours; so names that somebody could have registered are answered when the author has named them.
import type { ResolvedConfig } from "../config/schema.ts";

/** Ends of names that nobody can register. */
const OF_NOBODY = /(^|\.)(localhost|test|local|internal|home\.arpa|invalid)$/;

/** Four numbers, as URLs write every spelling of such an address. The longer ones hold no full stop. */
const ADDRESS = /^\d+(\.\d+){3}$/;

/** Whether a server answers under the name of a `Host` header. In production all names are answered: those that lead there are the operator's. */
export function createHostCheck({
  dev,
  config,
}: {
  readonly dev: boolean;
  readonly config: Pick<ResolvedConfig, "publicUrl" | "allowOrigins" | "host">;
}): (host: string | undefined) => boolean {
  const named = new Set([config.publicUrl, ...config.allowOrigins].flatMap((address) => nameOf(address) ?? []).concat(config.host));
  return (host) => {
    // Browsers always send it.
    if (!dev || host === undefined) return true;
    const name = nameOf(`http://${host}`);
    return name !== undefined && (!name.includes(".") || ADDRESS.test(name) || OF_NOBODY.test(name) || named.has(name));
  };
}

/** The name in an address, without brackets and the dot at its end. */
function nameOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  return new URL(address).hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}
