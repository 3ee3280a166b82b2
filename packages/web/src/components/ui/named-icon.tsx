// An icon as an author gives it: a Lucide name, a path below /public, or an image's address. Decoration only, like every icon.
import { isWebAddress, toOwnPath } from "@colloquy/protocol/address";
import type { LucideIcon } from "lucide-react";
import { createElement, useEffect, useState } from "react";
import { type Glyph, knownGlyph, loadGlyph } from "./glyphs.ts";
import { Icon } from "./icon.tsx";

interface NamedIconProps {
  readonly name: string | undefined;
  /** The path the server is mounted on: paths below /public are below it. */
  readonly root: string;
  /** Shown when nothing is named, or nothing is found under the name. */
  readonly fallback?: LucideIcon;
  readonly size?: "m" | "s" | "xs";
  readonly className?: string;
}

export function NamedIcon({ name = "", root, fallback, size = "m", className = "" }: NamedIconProps) {
  const image = toImageAddress(name, root);
  const glyph = useGlyph(image === undefined ? name : "");
  const [broken, setBroken] = useState<string>();
  const classes = `i ${size === "m" ? "" : size} ${className}`;
  if (image !== undefined && image !== broken)
    return <img className={`${classes} image`} src={image} alt="" draggable={false} onError={() => setBroken(image)} />;
  if (glyph)
    return (
      <svg
        className={classes}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.6}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden
        focusable="false"
      >
        {glyph.map(([tag, attributes], index) => createElement(tag, { key: index, ...attributes }))}
      </svg>
    );
  if (fallback && glyph === null) return <Icon of={fallback} size={size} className={className} />;
  // While it loads its place is kept.
  return name !== "" && glyph === undefined ? <span className={classes} aria-hidden /> : null;
}

/** Where an icon's picture is; undefined when it is a name. */
export function toImageAddress(icon: string, root: string): string | undefined {
  const path = toOwnPath(icon);
  if (path !== undefined) return root + path;
  return isWebAddress(icon) || /^data:image\//i.test(icon) ? icon : undefined;
}

/** Undefined while it is on its way, null when there is none. */
function useGlyph(name: string): Glyph | null | undefined {
  const [loaded, setLoaded] = useState<{ readonly name: string; readonly glyph: Glyph | null }>();
  useEffect(() => {
    if (name === "" || knownGlyph(name)) return;
    let wanted = true;
    void loadGlyph(name).then((glyph) => wanted && setLoaded({ name, glyph: glyph ?? null }));
    return () => {
      wanted = false;
    };
  }, [name]);
  if (name === "") return null;
  return knownGlyph(name) ?? (loaded?.name === name ? loaded.glyph : undefined);
}
