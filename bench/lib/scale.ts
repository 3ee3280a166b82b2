// How much a crowd of people asks of nodes, Redis and PostgreSQL, from what one of each thing costs. The crowd is simulated, each person with pauses and answers
// of their own length, because what counts is not how many answers run on average but how many run at once.

/** What one thing costs, in microseconds of CPU unless it says otherwise. */
export interface Costs {
  /** Of the node that runs a chat: a token said, recorded and sent to one connection. */
  readonly token: number;
  /** What it costs both nodes together more when another than the one that runs the chat shows it: told to the log, heard, folded. */
  readonly followedToken: number;
  /** Of the node: a message with the beginning of its answer. */
  readonly message: number;
  /** Of the node: somebody comes or comes back. */
  readonly connection: number;
  /** Of Redis: an append with what is told to followers. */
  readonly append: number;
  /** Of PostgreSQL: a message with its thread and turn. */
  readonly storedMessage: number;
  /** Of PostgreSQL: a second of growing text. */
  readonly storedText: number;
  /** Of PostgreSQL: the record of a session. */
  readonly storedRecord: number;
  /** KiB of a node for a chat that is open. */
  readonly openChat: number;
  /** KiB of a node for the copy of one that another runs. */
  readonly followedChat: number;
}

/** What people do. Times in seconds. */
export interface Habits {
  /** On average from the end of an answer to the next message. */
  readonly pause: number;
  /** Tokens of an answer in the middle of all of them; half are longer. */
  readonly answerTokens: number;
  /** How much answers differ: the standard deviation of the logarithm of their length. */
  readonly answerSpread: number;
  readonly tokensPerSecond: number;
  /** How long somebody stays, on average. */
  readonly visit: number;
}

/** How the app is set up. */
export interface Layout {
  /** The share of chats whose people are connected to another node than the one that runs the chat. */
  readonly followed: number;
  /** Appends of a running answer to the log, each second, when somebody follows and when nobody does. */
  readonly appendsFollowed: number;
  readonly appendsAlone: number;
  /** How full a core may be. */
  readonly fill: number;
  /** Memory of a node, in GiB; a node has one core. */
  readonly nodeMemory: number;
}

/** What a crowd does at once. */
export interface Crowd {
  readonly people: number;
  /** Answers that run: on average, and at a moment that only one of a thousand is worse than. */
  readonly running: number;
  readonly runningAtWorst: number;
  /** Each second. */
  readonly messages: number;
  readonly arrivals: number;
}

/** What a crowd needs. Cores are whole ones, filled as the layout says. */
export interface Needs {
  readonly nodesByCpu: number;
  readonly nodesByMemory: number;
  readonly redisCores: number;
  readonly postgresCores: number;
}

const SIMULATED = 5_000;
const WARM_S = 600;
const SEEN_S = 1_200;

/** Lets some thousand people chat, and scales what they do at once to a larger crowd. The same seed gives the same crowd. */
export function simulateCrowd(people: number, habits: Habits, seed = 1): Crowd {
  const random = createRandom(seed);
  const running = new Int32Array(SEEN_S);
  let messages = 0;
  for (let person = 0; person < SIMULATED; person++) {
    for (let at = exponential(random, habits.pause); at < WARM_S + SEEN_S; at += exponential(random, habits.pause)) {
      const tokens = habits.answerTokens * Math.exp(habits.answerSpread * normal(random));
      const until = at + tokens / habits.tokensPerSecond;
      if (at >= WARM_S) messages += 1;
      for (let second = Math.ceil(at); second < until && second < WARM_S + SEEN_S; second++)
        if (second >= WARM_S) running[second - WARM_S] = (running[second - WARM_S] ?? 0) + 1;
      at = until;
    }
  }
  const mean = running.reduce((sum, each) => sum + each, 0) / SEEN_S;
  const spread = Math.sqrt(running.reduce((sum, each) => sum + (each - mean) ** 2, 0) / SEEN_S);
  const times = people / SIMULATED;
  return {
    people,
    running: mean * times,
    // Independent people: what is above the mean grows with the root of how many they are. 3.1 deviations: one moment of a thousand.
    runningAtWorst: mean * times + 3.1 * spread * Math.sqrt(times),
    messages: (messages / SEEN_S) * times,
    arrivals: people / habits.visit,
  };
}

/** What it takes to serve a crowd at its worst moment. */
export function needsOf(crowd: Crowd, costs: Costs, habits: Habits, layout: Layout): Needs {
  const { followed, fill } = layout;
  const tokens = crowd.runningAtWorst * habits.tokensPerSecond;
  const nodeUs =
    tokens * (costs.token + followed * costs.followedToken) + crowd.messages * costs.message + crowd.arrivals * costs.connection;
  const appends = crowd.runningAtWorst * (followed * layout.appendsFollowed + (1 - followed) * layout.appendsAlone);
  const postgresUs =
    crowd.messages * (2 * costs.storedMessage + 2 * costs.storedRecord) +
    crowd.runningAtWorst * costs.storedText +
    crowd.arrivals * costs.storedRecord;
  const cores = (us: number) => us / 1e6 / fill;
  const memoryKiB = crowd.people * (costs.openChat + followed * costs.followedChat);
  return {
    nodesByCpu: cores(nodeUs),
    nodesByMemory: memoryKiB / 1024 ** 2 / layout.nodeMemory,
    redisCores: cores(appends * costs.append),
    postgresCores: cores(postgresUs),
  };
}

/** How many people at once fill one of a thing, by the need of a known crowd. */
export function peoplePerOne(crowd: Crowd, need: number): number {
  return crowd.people / need;
}

/** mulberry32: small, and the same everywhere. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function exponential(random: () => number, mean: number): number {
  return -mean * Math.log(1 - random());
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
