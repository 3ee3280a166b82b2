// Everything the views need, around them.
import type { ChatClient } from "@colloquy/client";
import { ChatProvider } from "@colloquy/client/react";
import type { i18n } from "i18next";
import { type ReactNode, StrictMode, useMemo, useState } from "react";
import { I18nextProvider } from "react-i18next";
import { AppContextProvider, type AppContextValue } from "./app-context.tsx";
import { FollowConfig } from "./follow-config.tsx";

interface PageProps {
  readonly client: ChatClient;
  readonly app: AppContextValue;
  readonly strings: i18n;
  /** A router with the shell. */
  readonly children: ReactNode;
}

export function Page({ client, app, strings, children }: PageProps) {
  const [config, setConfig] = useState(app.config);
  const value = useMemo(() => ({ ...app, config }), [app, config]);
  return (
    <StrictMode>
      <I18nextProvider i18n={strings}>
        <AppContextProvider value={value}>
          <ChatProvider client={client}>
            <FollowConfig onChange={setConfig} />
            {children}
          </ChatProvider>
        </AppContextProvider>
      </I18nextProvider>
    </StrictMode>
  );
}
