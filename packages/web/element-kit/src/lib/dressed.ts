// A part in our look: the element or primitive it is, with a class of the kit. Classes of the author come after and win by their layer.
import { type ComponentProps, createElement, type ElementType, type FunctionComponent } from "react";
import "../styles/marks.css";

export function classes(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}

/** `name` is the class without its prefix; it is told as `data-slot`, too, for an author's own selectors. */
export function dressed<Tag extends ElementType>(tag: Tag, name: string): FunctionComponent<ComponentProps<Tag>> {
  const dress = ({ className, ...props }: { readonly className?: string }) => {
    const worn = { "data-slot": name, ...props, className: classes(`k-${name}`, className) };
    return createElement<object>(tag, worn);
  };
  return Object.assign(dress, { displayName: name });
}
