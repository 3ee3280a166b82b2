// A regular expression from a schema runs over what a person types, in their page. Some take longer than a life for thirty letters, and
// nothing can interrupt them. So only those are run whose shape says how long they take, over texts that are short enough for it.

/** About the most steps that one check may take. */
const MOST_STEPS = 1e7;

const compiled = new Map<string, RegExp | undefined>();

/** How long a text may be that this pattern is run over; 0 when it is not run at all. */
export function patternReach(pattern: string): number {
  const ways = countWays(pattern);
  // It may begin at each letter, and each loop may end at each.
  return ways === undefined ? 0 : Math.floor((MOST_STEPS / ways.factor) ** (1 / (ways.loops + 1)));
}

/** False when the text does not fit; undefined when the pattern cannot be run over it here. */
export function fitsPattern(pattern: string, text: string): boolean | undefined {
  if (text.length > patternReach(pattern)) return undefined;
  return compile(pattern)?.test(text);
}

function compile(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) {
    if (compiled.size > 1_000) compiled.clear();
    compiled.set(pattern, toRegExp(pattern));
  }
  return compiled.get(pattern);
}

function toRegExp(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}

interface Ways {
  /** How many parts repeat without an end: each of them may end anywhere. */
  loops: number;
  /** In how many ways all else may match. */
  factor: number;
}

interface Group {
  /** Something in it can match in more than one way. */
  varies: boolean;
  branches: number;
}

/** In how many ways a pattern may match; undefined for what repeats something that varies itself, and for what is no pattern. */
function countWays(pattern: string): Ways | undefined {
  if (!toRegExp(pattern)) return undefined;
  const ways: Ways = { loops: 0, factor: 1 };
  const open: Group[] = [{ varies: false, branches: 1 }];
  let closed: Group | undefined; // What follows a group may repeat it.
  for (let at = 0; at < pattern.length; ) {
    const rest = pattern.slice(at);
    const group = open.at(-1);
    if (!group) return undefined;
    const repeat = /^(?:[*+?]|\{(\d+)(,)?(\d*)\})\??/.exec(rest);
    if (repeat) {
      const again = repeatOf(repeat);
      if (closed?.varies && again !== "optional") return undefined;
      if (again === "endless") ways.loops += 1;
      else if (again === "optional") ways.factor *= 2;
      else ways.factor *= again;
      if (again !== 1) group.varies = true;
    }
    if (closed?.varies) group.varies = true;
    closed = undefined;
    if (repeat) {
      at += repeat[0].length;
    } else if (rest.startsWith("(")) {
      open.push({ varies: false, branches: 1 });
      at += (/^\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?/.exec(rest)?.[0] ?? "(").length;
    } else if (rest.startsWith(")")) {
      closed = open.pop();
      ways.factor *= closed?.branches ?? 1;
      at += 1;
    } else if (rest.startsWith("[")) {
      at += classLength(rest);
    } else if (rest.startsWith("\\")) {
      if (/^\\[1-9k]/.test(rest)) return undefined; // It refers to what was matched: how long that takes nobody knows.
      at += (/^\\(?:[pPu]\{[^}]*\}|[\s\S])/u.exec(rest)?.[0] ?? "\\").length;
    } else {
      if (rest.startsWith("|")) Object.assign(group, { varies: true, branches: group.branches + 1 });
      at += 1;
    }
  }
  return { ...ways, factor: ways.factor * (open[0]?.branches ?? 1) };
}

/** Without an end, once or not at all, or in so many ways. */
function repeatOf([whole, least = "", comma, most = ""]: RegExpExecArray): "endless" | "optional" | number {
  if (whole.startsWith("?")) return "optional";
  if (least === "" || (comma !== undefined && most === "")) return "endless";
  return comma === undefined ? 1 : Number(most) - Number(least) + 1;
}

function classLength(rest: string): number {
  for (let at = 1; at < rest.length; at += 1) {
    if (rest[at] === "\\") at += 1;
    else if (rest[at] === "]") return at + 1;
  }
  return rest.length;
}
