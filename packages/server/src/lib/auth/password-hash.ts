// Passwords as they may be kept: salted and slow to guess. For apps that know their people themselves.
import { randomBytes, scrypt as scryptCallback, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { check, text } from "../check-given.ts";

const scrypt = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scryptCallback);

/** About 60 ms and 32 MiB on a small server. */
const COST = { N: 2 ** 15, r: 8, p: 1 };
const LENGTH = 32;
const FORM = /^scrypt\$(\d{1,8})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

/** A password in a form that may be stored: `scrypt$…`. The same password gives another one each time. */
export async function hashPassword(password: string): Promise<string> {
  check("hashPassword", "the password", password, text);
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/**
 * Whether a password is the one that was hashed. Without a hash, for a name nobody has, it takes as long and says no: so the time an
 * answer takes tells nobody which names there are.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  check("verifyPassword", "the password", password, text);
  const [, N, r, p, salt, expected] = FORM.exec(hash ?? "") ?? [];
  if (salt === undefined || expected === undefined) {
    await derive(password, Buffer.alloc(16), COST);
    return false;
  }
  const known = Buffer.from(expected, "base64url");
  const derived = await derive(password, Buffer.from(salt, "base64url"), { N: Number(N), r: Number(r), p: Number(p) });
  return known.length === derived.length && timingSafeEqual(known, derived);
}

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return scrypt(password.normalize("NFKC"), salt, LENGTH, { ...cost, maxmem: 256 * cost.N * cost.r });
}
