// The frame that runs artifacts: what its answer allows. What a browser makes of it is tested in a browser.
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { serveApp } from "../testing/serve-app.ts";

async function headersOf(config: ColloquyConfig): Promise<Headers> {
  await using served = await serveApp(createApp(), { config });
  const response = await fetch(new URL("artifact-frame", served.url));
  expect(response.status).toBe(200);
  return response.headers;
}

async function policyOf(config: ColloquyConfig): Promise<Record<string, string>> {
  const directives = ((await headersOf(config)).get("content-security-policy") ?? "").split("; ");
  return Object.fromEntries(directives.map((one) => [one.slice(0, one.indexOf(" ")), one.slice(one.indexOf(" ") + 1)]));
}

describe("the frame of artifacts", () => {
  it("has no origin and no network, and loads nothing but what it is handed and what React comes in", async () => {
    expect(await policyOf({})).toEqual({
      sandbox: "allow-scripts",
      "default-src": "'none'",
      "script-src": "'self' 'unsafe-inline'",
      "style-src": "'unsafe-inline'",
      "img-src": "data: blob:",
      "media-src": "data: blob:",
      "font-src": "data:",
      "connect-src": "'none'",
      "form-action": "'none'",
      "base-uri": "'none'",
      "frame-ancestors": "'self'",
    });
  });

  it("reaches the hosts that the app names in artifactHosts, and may stand in the pages that may frame the chat", async () => {
    const policy = await policyOf({ artifactHosts: ["https://cdn.example"], allowOrigins: ["*", "https://shop.example"] });
    expect(policy["script-src"]).toBe("'self' 'unsafe-inline' https://cdn.example");
    expect(policy["connect-src"]).toBe("https://cdn.example");
    expect(policy["sandbox"]).toBe("allow-scripts");
    expect(policy["frame-ancestors"]).toBe("'self' https://shop.example");
  });

  it("connects with nobody but our server, unless the app names artifactHosts", async () => {
    const allowed = async (config: ColloquyConfig) => (await headersOf(config)).get("connection-allowlist");
    expect(await allowed({})).toBe("(response-origin)");
    expect(await allowed({ artifactHosts: ["https://cdn.example"] })).toBeNull();
  });
});
