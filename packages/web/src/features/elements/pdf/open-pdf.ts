// Opens a document by pdf.js: in a worker of its own, from the server in parts where it gives parts, and with nothing in it that runs.
import {
  GlobalWorkerOptions,
  getDocument,
  PasswordResponses,
  type PDFDocumentLoadingTask,
  ResponseException,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

declare const __PDF_FILES__: string;

/** Why there is no document; the page has words for each. */
export type PdfProblem = "notLoaded" | "unreadable";

/** Is asked for the password; `isWrong` after one that did not fit. */
export type AskPassword = (answer: (password: string) => void, isWrong: boolean) => void;

/** So much is fetched at a time, in bytes. */
const PART = 262_144;
/** A picture with more pixels is left out: it would take the memory of the machine. */
const MOST_PIXELS = 100_000_000;

GlobalWorkerOptions.workerSrc = new URL(workerUrl, import.meta.url).href;

export function openPdf(url: string, askPassword: AskPassword): PDFDocumentLoadingTask {
  const files = new URL(/* @vite-ignore */ `./${__PDF_FILES__}/`, import.meta.url).href;
  const task = getDocument({
    url: new URL(url, document.baseURI).href,
    disableAutoFetch: true,
    disableStream: true,
    rangeChunkSize: PART,
    enableXfa: false,
    isEvalSupported: false,
    maxImageSize: MOST_PIXELS,
    cMapUrl: `${files}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${files}standard_fonts/`,
    wasmUrl: `${files}wasm/`,
    iccUrl: `${files}iccs/`,
    verbosity: 0,
  });
  task.onPassword = (answer: (password: string) => void, reason: number) =>
    askPassword(answer, reason === PasswordResponses.INCORRECT_PASSWORD);
  return task;
}

/** Whoever cannot fetch it may try again; what is broken stays so. */
export function toProblem(error: unknown): PdfProblem {
  return error instanceof ResponseException ? "notLoaded" : "unreadable";
}
