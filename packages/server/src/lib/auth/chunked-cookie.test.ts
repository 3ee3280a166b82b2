import { describe, expect, it } from "vitest";
import { clearChunked, readChunked, setChunked } from "./chunked-cookie.ts";

const options = { rootPath: "", secure: false, sameSite: "lax", maxAge: 60 } as const;
const pairs = (lines: readonly string[]) => lines.map((line) => line.split(";")[0] ?? "");

describe("a cookie that may be long", () => {
  it("is one while it is short, and comes back whole when it is not (AH-4)", () => {
    expect(setChunked(undefined, "token", "x".repeat(3000), options)).toHaveLength(1);
    const value = Array.from({ length: 8000 }, (_, index) => "abcdefghij"[index % 10]).join("");
    const lines = setChunked(undefined, "token", value, options);
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line.length).toBeLessThan(3200);
    expect(pairs(lines).map((pair) => pair.split("=")[0])).toEqual(["token_0", "token_1", "token_2"]);
    expect(readChunked(`theme=dark; ${pairs(lines).join("; ")}; other=1`, "token")).toBe(value);
  });

  it("prefers the whole one, and stops at the first gap", () => {
    expect(readChunked("token_0=a; token_1=b; token=whole", "token")).toBe("whole");
    expect(readChunked("token_0=a; token_2=c", "token")).toBe("a");
    expect(readChunked("token_1=b", "token")).toBeUndefined();
    expect(readChunked(undefined, "token")).toBeUndefined();
  });

  it("takes away what is left of an earlier length, and nothing of a neighbour", () => {
    const had = "token_0=a; token_1=b; token_2=c; token_other=x; tokens=y";
    expect(pairs(setChunked(had, "token", "short", options))).toEqual(["token=short", "token_0=", "token_1=", "token_2="]);
    expect(pairs(setChunked("token=short; token_3=d", "token", "x".repeat(4000), options)).map((pair) => pair.slice(0, 8))).toEqual([
      "token_0=",
      "token_1=",
      "token=",
      "token_3=",
    ]);
    const cleared = clearChunked(had, "token", options);
    expect(pairs(cleared)).toEqual(["token_0=", "token_1=", "token_2="]);
    for (const line of cleared) expect(line).toContain("Max-Age=0");
  });

  it("is for HTTP only, below the root path, and secure where it must be", () => {
    const [line] = setChunked(undefined, "token", "x", { ...options, rootPath: "/chat", sameSite: "none" });
    expect(line).toBe("token=x; Max-Age=60; Path=/chat; HttpOnly; Secure; SameSite=None");
  });
});
