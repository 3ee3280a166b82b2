// A document as a view has it: on its way, behind a password, or open.
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ElementError } from "../element-error.ts";
import { openPdf, type PdfProblem, toProblem } from "./open-pdf.ts";
import type { PageSize } from "./page-layout.ts";

export type PdfState =
  | { readonly is: "loading" }
  | { readonly is: "locked"; readonly isWrong: boolean; readonly answer: (password: string) => void }
  | { readonly is: "open"; readonly pdf: PDFDocumentProxy; readonly first: PageSize };

/** Throws what is wrong in words for people. */
export function usePdf(url: string | undefined): PdfState {
  const { t } = useTranslation();
  const [state, setState] = useState<PdfState>({ is: "loading" });
  const [failure, setFailure] = useState<PdfProblem>();
  useEffect(() => {
    if (url === undefined) {
      setFailure("notLoaded");
      return undefined;
    }
    let isWanted = true;
    setState({ is: "loading" });
    const task = openPdf(url, (answer, isWrong) => isWanted && setState({ is: "locked", isWrong, answer }));
    readFirst(task.promise).then(
      (opened) => isWanted && setState({ is: "open", ...opened }),
      (error: unknown) => isWanted && setFailure(toProblem(error)),
    );
    return () => {
      isWanted = false;
      void task.destroy();
    };
  }, [url]);
  if (failure) throw new ElementError(t(failure === "notLoaded" ? "elements.pdf.notLoaded" : "elements.pdf.unreadable"));
  return state;
}

/** A document whose first page cannot be read is none. */
async function readFirst(opening: Promise<PDFDocumentProxy>): Promise<{ readonly pdf: PDFDocumentProxy; readonly first: PageSize }> {
  const pdf = await opening;
  const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
  return { pdf, first: { width, height } };
}
