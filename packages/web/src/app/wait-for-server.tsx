// While the server does not answer, the page says so and asks again; the person can ask at once.
import type { i18n } from "i18next";
import type { Root } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { BootFailure } from "./boot-failure.tsx";
import { ConfigError } from "./config.ts";

const TRY_AGAIN_MS = 3_000;

/** What the server answers, sooner or later. `first` is how it failed before. Whatever else goes wrong is no matter of waiting, and is thrown. */
export async function waitForServer<Value>(page: Root, strings: i18n, ask: () => Promise<Value>, first?: ConfigError): Promise<Value> {
  let failure = first;
  for (;;) {
    if (failure) await pauseWith(page, strings, failure);
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      failure = error;
    }
  }
}

async function pauseWith(page: Root, strings: i18n, failure: ConfigError): Promise<void> {
  let goOn = () => {};
  const pause = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const timer = setTimeout(goOn, TRY_AGAIN_MS);
  page.render(
    <I18nextProvider i18n={strings}>
      <BootFailure why={failure.silence} detail={failure.message} triedAt={Date.now()} onTryAgain={() => goOn()} />
    </I18nextProvider>,
  );
  await pause;
  clearTimeout(timer);
}
