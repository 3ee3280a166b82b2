// What the supervisor and the process that serves the app say to each other.
import type { ServerNotice } from "@colloquy/protocol";
import type { ElementsReport } from "../../custom-elements/custom-elements.ts";
import type { LoadProblem } from "../load/load-problem.ts";
import type { Certificate } from "../tls.ts";

/** From the supervisor. */
export type ToChild =
  /** Load the app and serve it. Until this comes, the child has only the framework in memory. */
  | { readonly type: "load"; readonly port: number | undefined }
  /** Tell every open page. */
  | { readonly type: "notify"; readonly notice: ServerNotice }
  /** Write everything down and exit; the chats go on in the next process. */
  | { readonly type: "suspend"; readonly drainMs: number };

/** From the child. */
export type FromChild =
  /** Where it is going to listen; said before the app's code runs. */
  | { readonly type: "address"; readonly host: string; readonly port: number; readonly certificate: Certificate | undefined }
  | {
      readonly type: "serving";
      readonly url: string;
      readonly port: number;
      readonly name: string;
      readonly publicUrl: string | undefined;
      readonly warnings: readonly string[];
      /** What was compiled at its start. */
      readonly elements: ElementsReport;
    }
  | { readonly type: "failed"; readonly problems: readonly LoadProblem[] };
