// Icons of a view that no page has: their place stays empty, which nobody notices, so whoever writes the app is told in the log, while developing.
import { eachNode, type StepId, type ViewNode } from "@colloquy/protocol";
import { type IconNames, iconNamesOf } from "../../config/page-icons.ts";
import type { Logger } from "../../logger.ts";
import type { Session } from "../../session/session.ts";

/** Names that were told, by the log they were told in: a view that changes often says it once. */
const told = new WeakMap<Logger, Set<string>>();

/** What is to be said of each icon of a view that has none of its name. */
function iconProblems(view: ViewNode, names: IconNames): Map<string, string> {
  const problems = new Map<string, string>();
  for (const node of eachNode(view))
    for (const [place, icon] of iconsOf(node))
      if (!problems.has(icon) && !names.has(icon)) problems.set(icon, wordsFor(place, icon, names));
  return problems;
}

/** Tells of them in the log, each name once. Without a built page nobody knows which icons there are. */
export function warnOfIcons(session: Session, stepId: StepId, view: ViewNode): void {
  const { logger, config } = session.services;
  const names = config.production || config.webRoot === undefined ? undefined : iconNamesOf(config.webRoot);
  if (!names) return;
  const before = told.get(logger) ?? new Set<string>();
  told.set(logger, before);
  for (const [icon, words] of iconProblems(view, names)) {
    if (before.has(icon)) continue;
    before.add(icon);
    session.logger.warn({ stepId }, words);
  }
}

/** The names in a component, each with where it stands. Paths and addresses are none. */
function iconsOf(node: ViewNode): (readonly [place: string, icon: string])[] {
  const given = [
    ["icon", "icon" in node ? node.icon : undefined],
    ["name", node.type === "Icon" ? node.name : undefined],
    ["action.icon", "action" in node ? node.action?.icon : undefined],
  ] as const;
  return given.flatMap(([prop, icon]) =>
    icon !== undefined && icon.trim() !== "" && !/[:/\\]/.test(icon) ? [[`${node.type}.${prop}`, icon] as const] : [],
  );
}

function wordsFor(place: string, icon: string, names: IconNames): string {
  const near = names.near(icon);
  const meant = near === undefined ? "The names are those of lucide.dev/icons." : `Did you mean "${near}"?`;
  return `${place}: there is no icon "${icon.slice(0, 60)}", and its place stays empty. ${meant}`;
}
