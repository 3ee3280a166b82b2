// HTTPS from the server itself, for who has a certificate and no proxy before it.
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import path from "node:path";
import { createSecureContext } from "node:tls";
import { ChatError } from "@colloquy/protocol";
import type { ResolvedConfig } from "../config/schema.ts";

/** A certificate and its key, as the texts of PEM files. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** The certificate that `sslCert` and `sslKey` name; undefined when neither does. Throws BAD_CONFIG for one without the other, and for files that are none. */
export function readCertificate({ sslCert, sslKey }: Pick<ResolvedConfig, "sslCert" | "sslKey">, appDir: string): Certificate | undefined {
  if (sslCert === undefined && sslKey === undefined) return undefined;
  if (sslCert === undefined || sslKey === undefined) {
    const [given, missing] = sslCert === undefined ? ["sslKey", "sslCert"] : ["sslCert", "sslKey"];
    throw new ChatError("BAD_CONFIG", `${given} is set, and ${missing} is not.`, { fix: "HTTPS needs both: the certificate and its key." });
  }
  const certificate = { cert: readPem(appDir, "sslCert", sslCert), key: readPem(appDir, "sslKey", sslKey) };
  try {
    createSecureContext(certificate);
  } catch (error) {
    throw new ChatError("BAD_CONFIG", `${sslCert} and ${sslKey} are no certificate and its key.`, {
      cause: error,
      fix: "Both are PEM files, and the key belongs to the certificate.",
    });
  }
  return certificate;
}

function readPem(appDir: string, setting: string, file: string): string {
  try {
    return readFileSync(path.resolve(appDir, file), "utf8");
  } catch (error) {
    throw new ChatError("BAD_CONFIG", `${setting}: ${file} cannot be read.`, {
      cause: error,
      fix: "Name a PEM file, relative to the app's folder, that this user may read.",
    });
  }
}

/** Node looks only so often whether a request is too slow. */
const CHECKS = { connectionsCheckingInterval: 1000 };

/** A server that speaks HTTPS with a certificate, and HTTP without. */
export function createListener(certificate: Certificate | undefined): Server {
  return certificate === undefined ? createServer(CHECKS) : createTlsServer({ ...CHECKS, ...certificate, handshakeTimeout: 15_000 });
}
