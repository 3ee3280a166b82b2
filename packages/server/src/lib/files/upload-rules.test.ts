import { describe, expect, it } from "vitest";
import { resolveConfig } from "../config/load-config.ts";
import type { UploadRules } from "../config/uploads.ts";
import { checkFilesOfMessage } from "./upload-rules.ts";

const file = (size: number, mime = "image/png", name = "a.png") => ({ name, mime, size });
const outcome = (rules: Partial<UploadRules>, ...files: ReturnType<typeof file>[]) => {
  try {
    checkFilesOfMessage(resolveConfig({ uploads: rules as object }).uploads, files);
    return "taken";
  } catch (error) {
    return error;
  }
};

describe("the files of a message", () => {
  it("are taken by default, within bounds", () => {
    expect(outcome({}, file(500 * 1024 ** 2), file(1))).toBe("taken");
    expect(outcome({}, file(500 * 1024 ** 2 + 1))).toMatchObject({ code: "TOO_LARGE", message: "A file may have 500 MiB here." });
  });

  it("are refused where uploads.enabled is false, and a message without any is not", () => {
    expect(outcome({ enabled: false }, file(1))).toMatchObject({ code: "NOT_SUPPORTED", fix: expect.stringContaining("uploads.enabled") });
    expect(outcome({ enabled: false })).toBe("taken");
  });

  it("are counted, and measured each and together", () => {
    expect(outcome({ maxFiles: 1 }, file(1), file(1))).toMatchObject({ code: "TOO_LARGE", message: "A message may have 1 file here." });
    expect(outcome({ maxSize: 1536 }, file(1537))).toMatchObject({ code: "TOO_LARGE", message: "A file may have 1.5 KiB here." });
    expect(outcome({ maxTotalSize: 10 }, file(6), file(5))).toMatchObject({
      code: "TOO_LARGE",
      message: "The files of a message may have 10 bytes together.",
    });
    expect(outcome({ maxFiles: 2, maxSize: 6, maxTotalSize: 11 }, file(6), file(5))).toBe("taken");
  });

  it("are of the kinds that uploads.accept names", () => {
    const refused = outcome({ accept: { "image/*": [], "text/*": [".csv"] } }, file(1), file(1, "text/plain", "a.txt"));
    expect(refused).toMatchObject({ code: "FILE_REFUSED", status: 415, fix: "It takes image/*, .csv." });
  });
});
