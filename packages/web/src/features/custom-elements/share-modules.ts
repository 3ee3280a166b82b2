// What the kit of elements finds in this page: its React, and what it can do at the edge of the page.
import type { ChatClient } from "@colloquy/client";
import type { TFunction } from "i18next";
import * as React from "react";
import * as jsxRuntime from "react/jsx-runtime";
import * as ReactDom from "react-dom";
import * as ReactDomClient from "react-dom/client";
import { shareWithKit } from "../../../element-kit/src/host.ts";
import type { UiStore } from "../../app/ui-store.ts";
import { toKitWords } from "../elements/kit-words.ts";

export interface Around {
  readonly root: string;
  readonly ui: UiStore;
  readonly client: ChatClient;
  readonly t: TFunction;
}

/** Has to happen before the first module of an element is loaded. */
export function shareModules({ root, ui, client, t }: Around): void {
  shareWithKit({
    react: React,
    "react-dom": ReactDom,
    "react-dom/client": ReactDomClient,
    "react/jsx-runtime": jsxRuntime,
    "#host": {
      root,
      toast: (toast) => ui.toast(toast),
      get words() {
        return toKitWords(t);
      },
      chat: client,
    },
  });
}
