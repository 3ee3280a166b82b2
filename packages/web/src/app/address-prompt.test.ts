import { beforeEach, describe, expect, it } from "vitest";
import { takeAddressPrompt } from "./address-prompt.ts";

beforeEach(() => history.replaceState(null, "", "/"));

describe("a prompt in the address", () => {
  it("is taken once and leaves nothing but itself out of the address", () => {
    history.replaceState(null, "", "/chat/?lang=de&prompt=Where%20to%3F%0AToday.#readme");
    expect(takeAddressPrompt()).toBe("Where to?\nToday.");
    expect(location.href).toBe(`${location.origin}/chat/?lang=de#readme`);
    expect(takeAddressPrompt()).toBeUndefined();
  });

  it("is cut at a thousand characters, never inside of one", () => {
    history.replaceState(null, "", `/?prompt=${"a".repeat(1_200)}`);
    expect(takeAddressPrompt()).toBe("a".repeat(1_000));
    history.replaceState(null, "", `/?prompt=${encodeURIComponent(`${"a".repeat(999)}🚢 more`)}`);
    expect(takeAddressPrompt()).toBe("a".repeat(999));
  });

  it("of blanks is none, and goes all the same", () => {
    history.replaceState(null, "", "/?prompt=%20%20");
    expect(takeAddressPrompt()).toBeUndefined();
    expect(location.search).toBe("");
  });
});
