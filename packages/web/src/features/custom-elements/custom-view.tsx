// An element of the author's own: a component of theirs, in the page or in a closed frame. What breaks in it stays in it.
import "./custom-elements.css";
import { useChatClient, useOverview } from "@colloquy/client/react";
import type { CustomElementPlace } from "@colloquy/protocol";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import type { ElementViewProps } from "../elements/element-view.ts";
import { RoomFor } from "../elements/room.tsx";
import { Broken, NotBuilt, Unknown } from "./broken.tsx";
import { ClosedElement } from "./closed/closed-element.tsx";
import { OpenElement } from "./open-element.tsx";
import { ElementBoundary } from "./run/element-boundary.tsx";
import { shareModules } from "./share-modules.ts";
import type { ElementFiles } from "./use-loaded.ts";

export function CustomView({ element, place }: ElementViewProps) {
  const { t } = useTranslation();
  const client = useChatClient();
  const { config, root, ui } = useAppContext();
  useState(() => shareModules({ root, ui, client, t }));
  const pushed = useOverview(({ customElements }) => customElements);
  const files = own(pushed ?? config.customElements, element.name);
  if (files?.module === undefined)
    return files?.error === undefined ? <Unknown name={element.name} /> : <NotBuilt name={element.name} error={files.error} />;
  const at = toFiles(files, root, config.elementsKit?.style);
  const Shown = element.sandbox ? ClosedElement : OpenElement;
  return (
    <>
      {files.error !== undefined && <NotBuilt name={element.name} error={files.error} />}
      <ElementBoundary version={files.module} fallback={(error, retry) => <Broken name={element.name} error={error} onRetry={retry} />}>
        <Suspense fallback={<RoomFor element={element} />}>
          <Shown element={element} place={place} files={at} />
        </Suspense>
      </ElementBoundary>
    </>
  );
}

/** By that very name: a name comes from the chat, and may be that of something every object has. */
function own(map: Readonly<Record<string, CustomElementPlace>>, name: string): CustomElementPlace | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

function toFiles({ module = "", css }: CustomElementPlace, root: string, kit: string | undefined): ElementFiles {
  const below = (path: string | undefined) => (path === undefined ? undefined : `${root}/${path}`);
  return { module: `${root}/${module}`, css: below(css), kit: below(kit) };
}
