// Files over the page: whether some are there, and what is dropped. Dropped beside every target they would take the place of the page.
import { useEffect, useRef, useState } from "react";

/** What a browser tells of files before they are dropped: how many, and of which types. */
export interface Dragged {
  readonly types: readonly string[];
}

/** True where this drag may be dropped. */
type Takes = (dragged: Dragged) => boolean;

/** Undefined while nothing is dragged over the page. */
export function useFileDrop(takes: Takes, onDrop: (files: readonly File[], folders: readonly string[]) => void): Dragged | undefined {
  const [dragged, setDragged] = useState<Dragged>();
  const latest = useRef({ takes, onDrop });
  latest.current = { takes, onDrop };
  useEffect(() => {
    let shown = false;
    const show = (next: Dragged | undefined) => {
      if (shown === (next !== undefined)) return;
      shown = next !== undefined;
      setDragged(next);
    };
    const over = (event: DragEvent) => {
      const { dataTransfer } = event;
      if (!dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (isTakenElsewhere(event)) {
        show(undefined);
        return;
      }
      // A dialog over the page has its own things to do.
      const now = document.querySelector('[role="dialog"][data-state="open"]') ? undefined : toDragged(dataTransfer);
      dataTransfer.dropEffect = now && latest.current.takes(now) ? "copy" : "none";
      show(now);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && show(undefined);
    const drop = (event: DragEvent) => {
      const { dataTransfer } = event;
      if (!dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      const wasShown = shown;
      show(undefined);
      if (!wasShown) return;
      const { files, folders } = split(dataTransfer);
      latest.current.onDrop(files, folders);
    };
    const cancel = (event: KeyboardEvent) => event.key === "Escape" && show(undefined);
    addEventListener("dragover", over);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    addEventListener("keydown", cancel);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
      removeEventListener("keydown", cancel);
    };
  }, []);
  return dragged;
}

/** A place in the page that takes files itself, as a question for some. */
function isTakenElsewhere({ target }: DragEvent): boolean {
  return target instanceof Element && target.closest("[data-takes-files]") !== null;
}

function toDragged({ items }: DataTransfer): Dragged {
  return { types: [...items].filter(({ kind }) => kind === "file").map(({ type }) => type) };
}

/** A folder looks like a file that cannot be read. */
function split({ items }: DataTransfer): { readonly files: readonly File[]; readonly folders: readonly string[] } {
  const files: File[] = [];
  const folders: string[] = [];
  for (const item of items) {
    if (item.kind !== "file") continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) folders.push(entry.name);
    else if (file) files.push(file);
  }
  return { files, folders };
}
