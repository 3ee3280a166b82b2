// The page of a link: the conversation by the components of the chat, without a socket and without anything that acts.
import { memoryStorage } from "@colloquy/client";
import { BrowserRouter } from "react-router";
import { Announcer } from "../../app/announcer.ts";
import type { AppContextValue } from "../../app/app-context.tsx";
import type { Begun } from "../../app/boot.tsx";
import type { AppConfig } from "../../app/config.ts";
import { Page } from "../../app/page.tsx";
import { lateDeletions } from "../history/late-deletions.ts";
import { loadAuthFacts } from "../sign-in/auth-api.ts";
import { ReadingClient } from "./reading-client.ts";
import { SharedShell } from "./shared-shell.tsx";
import { SharedSource, toSnapshot } from "./shared-source.ts";

interface Shared extends Begun {
  /** Undefined also where nobody was asked. */
  readonly auth: AppContextValue["auth"];
  /** As the address has it. */
  readonly id: string;
}

/** Draws it. Nothing of a visit to the chat itself is kept or sent. */
export async function beginShared({ page, root, ui, markdown, language, strings, settings, auth, id }: Shared): Promise<void> {
  const client = new ReadingClient({ url: location.origin + root, language: language.person, storage: memoryStorage() });
  const source = new SharedSource(client.api, id, (chat) => {
    client.store.replace(toSnapshot(id, chat));
    // It is read from its beginning.
    ui.set({ drawFrom: chat.path[0] });
  });
  // Who reads is not who asked.
  for (const code of strings.languages) {
    const asked: unknown = strings.getResource(code, "translation", "share.asked");
    if (typeof asked === "string") strings.addResource(code, "translation", "chat.youSaid", asked);
  }
  void source.load();
  // Where nobody has to sign in to read, somebody may have.
  const facts = auth ?? (settings.signIn ? await loadAuthFacts(root).catch(() => undefined) : undefined);
  const app: AppContextValue = {
    config: toReadOnly(settings),
    root,
    language: language.person,
    auth: facts,
    ui,
    announcer: new Announcer(),
    deletions: lateDeletions(client.threads, root),
    markdown,
    shared: id,
  };
  page.render(
    <Page client={client} app={app} strings={strings}>
      <BrowserRouter basename={root || "/"}>
        <SharedShell source={source} id={id} />
      </BrowserRouter>
    </Page>,
  );
}

/** The app without what a person does in a chat of theirs. */
export function toReadOnly(config: AppConfig): AppConfig {
  const off = Object.fromEntries(["history", "editMessage", "regenerate", "sharing", "favorites", "marks"].map((name) => [name, false]));
  const { feedback: _feedback, ...rest } = config;
  return { ...rest, features: { ...config.features, ...off } };
}
