import { describe, expect, it } from "vitest";
import { createProxyTrust } from "../node/proxy-trust.ts";
import { readSource } from "./forwarded.ts";

function sourceOf(remoteAddress: string, headers: Record<string, string>, trustProxy: Parameters<typeof createProxyTrust>[0] = "loopback") {
  return readSource({ header: (name) => headers[name], remoteAddress, encrypted: false }, createProxyTrust(trustProxy));
}

const forwarded = {
  host: "internal:8000",
  "x-forwarded-for": "203.0.113.9",
  "x-forwarded-proto": "https",
  "x-forwarded-host": "chat.example",
};

describe("where a request comes from", () => {
  it("is told by a proxy on this machine, and by nobody else", () => {
    const told = { address: "203.0.113.9", https: true, host: "chat.example" };
    for (const peer of ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"]) expect(sourceOf(peer, forwarded), peer).toEqual(told);
    expect(sourceOf("198.51.100.7", forwarded)).toEqual({ address: "198.51.100.7", https: false, host: "internal:8000" });
    expect(sourceOf("127.0.0.1", forwarded, false)).toEqual({ address: "127.0.0.1", https: false, host: "internal:8000" });
    expect(sourceOf("198.51.100.7", forwarded, true)).toEqual(told);
  });

  it("is found behind several proxies, and not believed of the person's own header", () => {
    const chain = { ...forwarded, "x-forwarded-for": "1.1.1.1, 203.0.113.9, 10.0.0.2" };
    expect(sourceOf("10.0.0.1", chain, ["10.0.0.0/8"]).address).toBe("203.0.113.9");
    expect(sourceOf("10.0.0.1", { host: "h" }, ["10.0.0.0/8"]).address).toBe("10.0.0.1");
  });

  it("may be an address of either family, with a port or in brackets", () => {
    for (const [entry, address] of [
      ["[2001:db8::1]:443", "2001:db8::1"],
      ["2001:db8::1", "2001:db8::1"],
      ["203.0.113.9:1234", "203.0.113.9"],
    ]) {
      expect(sourceOf("127.0.0.1", { "x-forwarded-for": entry ?? "" }).address).toBe(address);
    }
  });

  it("has no host that would lead elsewhere where it is put into an address", () => {
    for (const host of [
      "evil.example/x",
      "user@evil.example",
      "evil.example?x",
      "evil.example#",
      "a b",
      "evil.example\\x",
      "[",
      "chat.example:x",
    ])
      expect(sourceOf("127.0.0.1", { "x-forwarded-host": host, host: "internal" }).host).toBe("internal");
    for (const host of ["chat.example:8443", "[2001:db8::1]:80"])
      expect(sourceOf("127.0.0.1", { "x-forwarded-host": host }).host).toBe(host);
  });

  it("never breaks over a header that is nonsense", () => {
    for (const nonsense of ["", ",", " , ,", "unknown", "x".repeat(5000)]) {
      expect(sourceOf("127.0.0.1", { "x-forwarded-for": nonsense, "x-forwarded-proto": nonsense, host: "h" }).https).toBe(false);
    }
  });
});

describe("trusted proxies", () => {
  it("are addresses and ranges of both families", () => {
    const trusts = createProxyTrust(["10.0.0.0/8", "192.0.2.1", "2001:db8::/32", "loopback"]);
    for (const address of ["10.9.8.7", "192.0.2.1", "2001:db8:1::9", "127.0.0.1", "::1"]) expect(trusts(address), address).toBe(true);
    for (const address of ["11.0.0.1", "192.0.2.2", "2001:db9::1", "", "nonsense"]) expect(trusts(address), address).toBe(false);
  });

  it("that are no addresses are a mistake in the configuration", () => {
    for (const entry of ["proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8"]) {
      expect(() => createProxyTrust([entry]), entry).toThrow(expect.objectContaining({ code: "BAD_CONFIG" }));
    }
  });
});
