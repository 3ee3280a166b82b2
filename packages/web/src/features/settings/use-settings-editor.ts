// The editor of this chat's settings form, for as long as the form is on the screen.
import { useChatClient, useOverview } from "@colloquy/client/react";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { type EditorView, SettingsEditor } from "./settings-editor.ts";
import { useHasSettings } from "./use-has-settings.ts";

export interface OpenEditor {
  readonly editor: SettingsEditor;
  readonly view: EditorView;
}

/** Undefined while the app has no form. Whoever closes without saving gets everything back as it was. */
export function useSettingsEditor(): OpenEditor | undefined {
  const client = useChatClient();
  const threadId = useOverview((overview) => overview.thread.id);
  const has = useHasSettings();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another chat has another form
  const editor = useMemo(() => {
    const { settingsForm, settings } = client.store.getOverview().surface;
    if (!has || !settingsForm) return undefined;
    return new SettingsEditor(settingsForm, settings ?? {}, {
      edit: (values) => client.editSettings(values),
      save: (values, options) => client.changeSettings(values, options),
    });
  }, [client, threadId, has]);
  useEffect(() => {
    if (!editor) return;
    let shown = client.store.getOverview().surface;
    const stop = client.store.subscribe(() => {
      const { surface } = client.store.getOverview();
      if (surface === shown) return;
      const isSame = surface.settingsForm === shown.settingsForm && surface.settings === shown.settings;
      shown = surface;
      if (!isSame && surface.settingsForm) editor.follow(surface.settingsForm, surface.settings ?? {});
    });
    return () => {
      stop();
      editor.cancel();
    };
  }, [client, editor]);
  const view = useSyncExternalStore(editor?.subscribe ?? subscribeToNothing, editor?.get ?? readNothing);
  return editor && view ? { editor, view } : undefined;
}

const subscribeToNothing = () => () => {};
const readNothing = () => undefined;
