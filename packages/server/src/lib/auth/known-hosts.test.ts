import { describe, expect, it } from "vitest";
import { resolveConfig } from "../config/load-config.ts";
import { createHostCheck } from "./known-hosts.ts";

describe("a development server", () => {
  it("answers under the names and addresses of this machine and of its network, and under those that the author named", () => {
    const knows = createHostCheck({
      dev: true,
      config: resolveConfig({ publicUrl: "https://Chat.Example.com/x", allowOrigins: ["*", "https://shop.example"] }),
    });
    for (const host of [
      "localhost:8000",
      "127.0.0.1:8000",
      "[::1]:8000",
      "192.168.1.7",
      "app.localhost",
      "mac.local:8000",
      "box",
      "chat.test",
      "chat.example.com",
      "shop.example:444",
      undefined,
    ])
      expect([host, knows(host)]).toEqual([host, true]);
    for (const host of [
      "evil.example",
      "evil.example:8000",
      "localhost.evil.example",
      "127.0.0.1.evil.example",
      "evil.example.",
      "evil.com/localhost",
      "",
    ])
      expect([host, knows(host)]).toEqual([host, false]);
  });

  it("is the only one that asks", () => {
    expect(createHostCheck({ dev: false, config: resolveConfig({}) })("chat.example.com")).toBe(true);
  });
});
