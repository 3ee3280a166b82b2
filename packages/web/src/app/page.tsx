// Everything the views need, around them.
import type { ChatClient } from "@colloquy/client";
import { ChatProvider } from "@colloquy/client/react";
import type { i18n } from "i18next";
import { type ReactNode, StrictMode, useMemo, useState } from "react";
import { I18nextProvider } from "react-i18next";
import { RowBoundary } from "../components/ui/row-boundary.tsx";
import { AppContextProvider, type AppContextValue } from "./app-context.tsx";
import { BootFailure } from "./boot-failure.tsx";
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
            <RowBoundary
              fallback={(_retry, error) => <BootFailure why="broken" detail={String(error)} onTryAgain={() => location.reload()} />}
            >
              {children}
            </RowBoundary>
          </ChatProvider>
        </AppContextProvider>
      </I18nextProvider>
    </StrictMode>
  );
}
