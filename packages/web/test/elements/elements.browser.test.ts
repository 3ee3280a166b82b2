// The heavy views of elements in a real Chromium, under the policy of the real page.
import { afterAll, beforeAll } from "vitest";
import { type OpenLab, openLab } from "./open-lab.ts";
import { pdfTests } from "./pdf-tests.ts";
import { tableTests } from "./table-tests.ts";

let opened: OpenLab;

beforeAll(async () => {
  opened = await openLab();
}, 180_000);

afterAll(() => opened?.close());

tableTests(() => opened);
pdfTests(() => opened);
