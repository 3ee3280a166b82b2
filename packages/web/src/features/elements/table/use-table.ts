// A table as a view has it: its facts, how it is arranged, and the rows that are at hand.
import type { Element } from "@colloquy/protocol";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { toLocale } from "../../thread/times.ts";
import { ElementError } from "../element-error.ts";
import { TableError, type TableProblem } from "./column.ts";
import type { ColumnHint } from "./read-json.ts";
import { RowBlocks } from "./row-blocks.ts";
import { TableClient } from "./table-client.ts";
import type { Arrangement, TableFacts } from "./table-engine.ts";

export interface OpenTable {
  readonly client: TableClient;
  readonly facts: TableFacts;
  /** How many rows are seen as it is arranged now. */
  readonly count: number;
  readonly rows: RowBlocks;
  readonly arrangement: Arrangement;
  readonly arrange: (next: Arrangement) => void;
  /** It is being arranged, and that takes a while. */
  readonly busy: boolean;
}

/** What the author told of the columns; what is not understood is not needed. */
function toHints(told: unknown): readonly ColumnHint[] {
  const isHint = (one: Partial<ColumnHint> | null) => typeof one?.name === "string" && typeof one.type === "string";
  return Array.isArray(told) ? told.filter(isHint).map(({ name, type }: ColumnHint) => ({ name, type })) : [];
}

/** Undefined until it is there; throws what is wrong in words for people. */
export function useTable(element: Element, url: string | undefined): OpenTable | undefined {
  const { t, i18n } = useTranslation();
  const [failure, setFailure] = useState<TableProblem>();
  const [opened, setOpened] = useState<{ readonly client: TableClient; readonly facts: TableFacts }>();
  const [shown, setShown] = useState<{ readonly count: number; readonly rows: RowBlocks }>();
  const [arrangement, setArrangement] = useState<Arrangement>({});
  const [busy, setBusy] = useState(false);
  const [, redraw] = useState(0);
  const latest = useRef(0);
  const locale = toLocale(i18n.language);
  const hints = useMemo(() => JSON.stringify(toHints(element.props?.["columns"])), [element.props]);
  const words = useMemo(() => ({ locale, yes: t("elements.table.yes"), no: t("elements.table.no") }), [locale, t]);
  const fail = useCallback((error: unknown) => setFailure(error instanceof TableError ? error.problem : "unreadable"), []);
  const show = useCallback(
    (client: TableClient, count: number) => {
      const ask = (from: number, to: number) =>
        client.ask("rows", { from, to }).catch((error: unknown) => {
          fail(error);
          return [];
        });
      setShown((before) => ({ count, rows: new RowBlocks(ask, () => redraw((drawn) => drawn + 1), before?.rows) }));
    },
    [fail],
  );
  useEffect(() => {
    if (url === undefined) {
      setFailure("notLoaded");
      return undefined;
    }
    const client = new TableClient();
    let isOpen = true;
    setOpened(undefined);
    setArrangement({});
    client.ask("open", { url: new URL(url, document.baseURI).href, hints: JSON.parse(hints), words }).then(
      (facts) => {
        if (!isOpen) return;
        setOpened({ client, facts });
        show(client, facts.rowCount);
      },
      (error: unknown) => isOpen && fail(error),
    );
    return () => {
      isOpen = false;
      client.close();
    };
  }, [url, hints, words, show, fail]);
  const arrange = useCallback(
    (next: Arrangement) => {
      if (!opened) return;
      const turn = ++latest.current;
      setArrangement(next);
      const slow = setTimeout(() => setBusy(true), BUSY_MS);
      opened.client
        .ask("arrange", next)
        .then((count) => {
          if (count !== undefined) show(opened.client, count);
        }, fail)
        .finally(() => {
          clearTimeout(slow);
          if (turn === latest.current) setBusy(false);
        });
    },
    [opened, show, fail],
  );
  if (failure) throw new ElementError(t(WORDS[failure]));
  if (!opened || !shown) return undefined;
  return { ...opened, ...shown, arrangement, arrange, busy };
}

/** Shorter waits are not worth a word, in ms. */
const BUSY_MS = 200;

const WORDS = {
  notLoaded: "elements.table.notLoaded",
  unreadable: "elements.table.unreadable",
  compressed: "elements.table.compressed",
  tooLarge: "elements.table.tooLarge",
} as const satisfies Readonly<Record<TableProblem, string>>;
