import { describe, expect, it } from "vitest";
import { createEnvSeal } from "./env-seal.ts";
import { createSecret, loadSecret } from "./secret.ts";

const keysOf = (current: string, previous = "") =>
  loadSecret({ appDir: "", env: { COLLOQUY_AUTH_SECRET: current, COLLOQUY_AUTH_SECRET_PREVIOUS: previous }, dev: true });
const [old, fresh] = [createSecret(), createSecret()];
const ENV = { KEY: "k-very-secret", CITY: "Köln 👋" };

describe("sealed keys", () => {
  it("come out as they went in, for the session they belong to", () => {
    const { seal, open } = createEnvSeal(keysOf(old));
    const sealed = seal(ENV, "session one");
    expect(Buffer.from(sealed.split(".")[2] ?? "", "base64url").toString("latin1")).not.toContain(ENV.KEY);
    expect(seal(ENV, "session one")).not.toBe(sealed);
    expect(open(sealed, "session one")).toEqual(ENV);
    expect(open(sealed, "session two")).toBeUndefined();
  });

  it("are opened with the previous secret too, and with no other", () => {
    const sealed = createEnvSeal(keysOf(old)).seal(ENV, "s");
    expect(createEnvSeal(keysOf(fresh, old)).open(sealed, "s")).toEqual(ENV);
    expect(createEnvSeal(keysOf(fresh)).open(sealed, "s")).toBeUndefined();
  });

  it("are nothing when they were changed or cut off", () => {
    const { seal, open } = createEnvSeal(keysOf(old));
    const sealed = seal(ENV, "s");
    const [version = "", id = "", data = ""] = sealed.split(".");
    const bytes = Buffer.from(data, "base64url");
    for (const index of [0, 12, 28, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(open([version, id, changed.toString("base64url")].join("."), "s")).toBeUndefined();
    }
    for (const broken of ["", "1", `${version}.${id}.`, sealed.slice(0, -6), `2.${id}.${data}`, `${version}.00000000.${data}`])
      expect(open(broken, "s")).toBeUndefined();
  });
});
