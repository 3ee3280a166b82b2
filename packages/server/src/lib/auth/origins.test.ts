import { describe, expect, it } from "vitest";
import { isOriginAllowed, judgeOrigin, type OriginRequest } from "./origins.ts";

const post: OriginRequest = { origin: undefined, host: "chat.example", method: "POST", websocket: false, hasCookie: true };
const rules = { allowOrigins: [], dev: false };

describe("origins", () => {
  it("lets pages of the server itself in, whatever the proxy made of scheme and default port", () => {
    for (const [origin, host] of [
      ["https://chat.example", "chat.example"],
      ["https://chat.example", "chat.example:443"],
      ["http://chat.example", "chat.example:80"],
      ["http://chat.example:8000", "chat.example:8000"],
      ["http://[::1]:8000", "[::1]:8000"],
      ["https://chat.example", "CHAT.example"],
    ]) {
      expect(judgeOrigin({ ...post, origin, host }, rules), `${origin} at ${host}`).toBe("allowed");
    }
  });

  it("refuses every other page, also one with a similar name or none", () => {
    for (const origin of [
      "https://evil.example",
      "https://chat.example.evil.example",
      "https://evilchat.example",
      "http://chat.example:8001",
      "null",
      "",
      "chat.example",
    ]) {
      expect(isOriginAllowed({ ...post, origin }, rules), origin).toBe(false);
      expect(isOriginAllowed({ ...post, origin, hasCookie: false }, rules), origin).toBe(false);
    }
    expect(isOriginAllowed({ ...post, origin: "https://chat.example", host: undefined }, rules)).toBe(false);
  });

  it("lets in the origins that the configuration names, and all of them for a star, but then without their cookies", () => {
    const named = { allowOrigins: ["https://shop.example"], dev: false };
    expect(judgeOrigin({ ...post, origin: "https://shop.example" }, named)).toBe("allowed");
    expect(judgeOrigin({ ...post, origin: "https://evil.example" }, named)).toBe("refused");
    const star = { allowOrigins: ["*"], dev: false };
    expect(judgeOrigin({ ...post, origin: "https://evil.example" }, star)).toBe("cookieless");
    expect(judgeOrigin({ ...post, origin: "null" }, star)).toBe("cookieless");
    expect(judgeOrigin({ ...post, origin: "https://chat.example" }, star)).toBe("allowed");
  });

  it("takes a missing origin only from GET polling, and from programs that bring no cookie", () => {
    expect(isOriginAllowed({ ...post, method: "GET" }, rules)).toBe(true);
    expect(isOriginAllowed({ ...post, method: "GET", websocket: true }, rules)).toBe(false);
    expect(isOriginAllowed(post, rules)).toBe(false);
    expect(isOriginAllowed({ ...post, hasCookie: false }, rules)).toBe(true);
    expect(isOriginAllowed({ ...post, method: "GET", websocket: true, hasCookie: false }, rules)).toBe(true);
  });

  it("lets any port of this machine talk to a server on it in development, and nobody to a server elsewhere", () => {
    const dev = { allowOrigins: [], dev: true };
    for (const origin of ["http://localhost:5173", "http://127.0.0.1:3000", "http://[::1]:3000", "http://app.localhost:3000"]) {
      expect(isOriginAllowed({ ...post, origin, host: "localhost:8000" }, dev), origin).toBe(true);
      expect(isOriginAllowed({ ...post, origin, host: "localhost:8000" }, rules), origin).toBe(false);
      expect(isOriginAllowed({ ...post, origin, host: "chat.example" }, dev), origin).toBe(false);
    }
    expect(isOriginAllowed({ ...post, origin: "http://localhost.evil.example", host: "localhost:8000" }, dev)).toBe(false);
  });
});
