// Draws one instance of an author's component. A newer version of its file takes the place of the older one where it stands, with the state of the root.
import { type ElementKit, type ElementProps, ElementProvider } from "@colloquy/client/elements";
import { type ComponentType, type ReactNode, useMemo, useState } from "react";
import type { ElementScope, LoadedElement } from "./load-element.ts";

interface LiveElementProps {
  readonly loaded: LoadedElement;
  /** A new object for each change. */
  readonly kit: ElementKit;
}

export function LiveElement({ loaded, kit }: LiveElementProps) {
  const [live] = useState(() => new LiveScope(kit));
  live.kit = kit;
  const Root = useMemo(() => toRoot(loaded.factory(live.scope)), [loaded, live]);
  const generation = useGeneration(loaded);
  return (
    <ElementProvider element={kit}>
      {isPlainFunction(Root) ? <Called key={generation} render={Root} given={kit.props} /> : <Root key={generation} {...kit.props} />}
    </ElementProvider>
  );
}

/** What an instance finds by bare names, also in a callback that runs much later. */
class LiveScope {
  kit: ElementKit;
  readonly scope: ElementScope;

  constructor(kit: ElementKit) {
    this.kit = kit;
    const now = () => this.kit;
    this.scope = {
      get props() {
        return now().props;
      },
      updateElement: (props) => now().updateElement(props),
      deleteElement: () => now().deleteElement(),
      callAction: (action) => now().callAction(action),
      sendUserMessage: (text, command) => now().sendUserMessage(text, command),
      submitElement: (props) => now().submitElement(props),
      cancelElement: () => now().cancelElement(),
    };
  }
}

type Render = (props: ElementProps) => ReactNode;
type Root = ComponentType<ElementProps> | Render;

function toRoot(exported: Readonly<Record<string, unknown>>): Root {
  const root = exported["default"];
  // Also what `memo` and `forwardRef` make.
  if (typeof root === "function" || (typeof root === "object" && root !== null && "$$typeof" in root)) return root as Root;
  throw new Error("The file has no component as its default export: write `export default function …`.");
}

function isPlainFunction(root: Root): root is Render {
  return typeof root === "function" && !(root.prototype as { readonly isReactComponent?: object } | undefined)?.isReactComponent;
}

interface CalledProps {
  readonly render: Render;
  readonly given: ElementProps;
}

/** Stays the same component when the function is another one, so that React keeps its state. */
function Called({ render, given }: CalledProps) {
  return render(given);
}

/** Counts the versions that cannot take over the state of the one before. */
function useGeneration(loaded: LoadedElement): number {
  const [{ of, generation }, set] = useState({ of: loaded, generation: 0 });
  if (of === loaded) return generation;
  const next = of.hooks === loaded.hooks ? generation : generation + 1;
  set({ of: loaded, generation: next });
  return next;
}
