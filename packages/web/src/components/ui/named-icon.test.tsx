import { describe, expect, it } from "vitest";
import { toImageAddress } from "./named-icon.tsx";

describe("an icon that an author gives", () => {
  it("is a picture when it is a path, found below the path of the server, or the address of one", () => {
    expect(toImageAddress("/public/anchor.svg", "/chat")).toBe("/chat/public/anchor.svg");
    expect(toImageAddress("https://example.com/a.png", "/chat")).toBe("https://example.com/a.png");
    expect(toImageAddress("data:image/png;base64,AAAA", "")).toBe("data:image/png;base64,AAAA");
  });

  it("is a name when it is anything else, and never an address that runs or leads elsewhere", () => {
    for (const name of ["anchor", "BookOpen", "javascript:alert(1)", "//example.com/a.png", "data:text/html,x"])
      expect(toImageAddress(name, "")).toBeUndefined();
  });
});
