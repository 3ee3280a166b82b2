// Where an app keeps what it keeps, by its settings.
import path from "node:path";
import { inspectPostgres } from "../../../data-transfer/inspect/inspect-postgres.ts";
import { inspectSqlite } from "../../../data-transfer/inspect/inspect-sqlite.ts";
import type { PartState, StoreState } from "../../../data-transfer/inspect/store-state.ts";
import { type DataPlace, readDataPlace } from "../../../data-transfer/places.ts";
import { databaseUrl } from "../../../mount/default-drivers.ts";
import { withoutPassword } from "../../../without-password.ts";
import type { DataProject } from "./data-project.ts";

/** A place that an address names, or what somebody else's driver calls itself. */
export type AppPlace = DataPlace | { readonly kind: "own"; readonly name: string; readonly driver: unknown };

/** What one place has of an app. */
export interface UsedPlace {
  readonly place: AppPlace;
  /** Which of the tables there are the app's: others are not counted, and need not be. */
  readonly holds: readonly PartState["name"][];
}

/** The databases of chats and of live sessions, each once, and where files are. */
export function placesOf(project: DataProject): { readonly databases: readonly UsedPlace[]; readonly files: string } {
  const { config, env, appDir } = project;
  const data = toPlace(config.dataLayer ?? databaseUrl(env) ?? "sqlite", project);
  const sessions =
    config.sessionStore === undefined
      ? data.kind === "postgres"
        ? data
        : toPlace("sqlite", project)
      : toPlace(config.sessionStore, project);
  const { storage } = config.files;
  const files = storage ?? env["BLOB_URL"] ?? path.join(".colloquy", "files");
  return {
    databases: isSame(data, sessions)
      ? [{ place: data, holds: ["data", "sessions"] }]
      : [
          { place: data, holds: ["data"] },
          { place: sessions, holds: ["sessions"] },
        ],
    files:
      typeof files !== "string" ? nameOf(files) : /^[a-z0-9]+:\/\//i.test(files) ? withoutPassword(files) : path.resolve(appDir, files),
  };
}

/** How a place is written where anybody may read it. */
export function describePlace(place: AppPlace): string {
  if (place.kind === "postgres") return withoutPassword(place.url);
  return place.kind === "sqlite" ? place.file : `the app's own driver "${place.name}"`;
}

/** `undefined`: what it holds is known to its driver alone. Of tables that the app does not use nothing is said. */
export async function inspectPlace({ place, holds }: UsedPlace): Promise<StoreState | undefined> {
  if (place.kind === "own") return undefined;
  const state = await (place.kind === "postgres" ? inspectPostgres(place.url) : inspectSqlite(place.file));
  return { ...state, parts: state.parts.filter(({ name }) => holds.includes(name)) };
}

/** Drivers of one's own are the same when they are one object. */
function isSame(one: AppPlace, other: AppPlace): boolean {
  if (one.kind === "own" && other.kind === "own") return one.driver === other.driver;
  return one.kind !== "own" && JSON.stringify(one) === JSON.stringify(other);
}

function toPlace(setting: unknown, project: DataProject): AppPlace {
  return typeof setting === "string" ? readDataPlace(setting, project) : { kind: "own", name: nameOf(setting), driver: setting };
}

function nameOf(driver: unknown): string {
  return typeof driver === "object" && driver !== null && "name" in driver ? String(driver.name) : "unknown";
}
