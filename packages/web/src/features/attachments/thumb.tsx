// The small picture of a file: its own where it is one that a browser draws, else a glyph of its kind.
import { elementTypeOf } from "@colloquy/protocol";
import { useEffect, useState } from "react";
import { Icon } from "../../components/ui/icon.tsx";
import { glyphOf } from "../elements/element-kinds.ts";

/** Drawings are left out: opened by itself, one that is not from the server would be a page of ours. */
const DRAWN = /^image\/(png|jpeg|gif|webp|avif|bmp|x-icon)$/;

interface ThumbProps {
  readonly name: string;
  readonly mime: string;
  /** The bytes, while the page has them. */
  readonly content?: Blob | undefined;
  /** Where they are, otherwise. */
  readonly address?: string | undefined;
}

export function Thumb({ name, mime, content, address }: ThumbProps) {
  const isDrawn = DRAWN.test(mime);
  const own = useObjectAddress(isDrawn ? content : undefined);
  const src = own ?? (isDrawn ? address : undefined);
  const [failed, setFailed] = useState<string>();
  return (
    <span className="th" aria-hidden>
      {src !== undefined && src !== failed ? (
        <img src={src} alt="" decoding="async" draggable={false} onError={() => setFailed(src)} />
      ) : (
        <Icon of={glyphOf({ type: elementTypeOf(mime), mime, name })} />
      )}
    </span>
  );
}

function useObjectAddress(content: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!content) return undefined;
    const made = URL.createObjectURL(content);
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
      setAddress(undefined);
    };
  }, [content]);
  return address;
}
