/** Each table that can be measured, under the name by which docs/performance.md keeps it. Parts are loaded when measured. */
import { join } from "node:path";
import type { House } from "../src/cli/house.ts";
import { openHouse } from "../src/main.ts";
import type { Kind } from "./night/stage.ts";

/** @returns the table beneath its title; undefined where what it needs is not there. Each ratio is of figures of one run. */
type Measure = () => Promise<string | undefined>;

export const tables: Readonly<Record<string, Measure>> = {
  commands: titled("Every command over every name it takes, answered and drawn as text", async () =>
    (await import("./commands.ts")).commandsTable(await house()),
  ),
  lines: titled("The lines that cost most of the processor, of those typed to keep everyone waiting", async () =>
    (await import("./lines.ts")).linesTable(await house()),
  ),
  start: titled("From the shell to the first answer, and the peak of memory", async () =>
    (await import("./start.ts")).startTable(),
  ),
  find: async () => (await import("./find.ts")).findTable("held-out"),
  questions: titled("Plain questions by kind, with the right answers of test/published/questions.json", async () =>
    (await import("./questions.ts")).questionsTable(await house()),
  ),
  pictures: titled("Pictures: made, drawn for the first time, and had again; a map is of 650 hexagons", async () =>
    (await import("./pictures.ts")).picturesTable(await house()),
  ),
  slack: titled("Slack: our answers against a bare Bolt app that has them ready, in the same run", async () =>
    (await import("./slack.ts")).slackTable(),
  ),
  discord: titled(
    "Discord: our answers against a bare discord.js client that has them ready, in the same run",
    async () => (await import("./discord.ts")).discordTable(),
  ),
  board: titled("The page: what one core serves, and how long readers of the board wait", async () =>
    (await import("./board.ts")).boardTable(),
  ),
  sealing: titled("The tip line: sealing, opening, and the keys that a codename opens", async () =>
    (await import("./tips.ts")).tipsTable(),
  ),
  codenames: titled("The tip line: looking up a codename, and everyone else's questions meanwhile", async () =>
    (await import("./codenames.ts")).codenamesTable(await house()),
  ),
  feed: titled("The night: declarations a second from a sheet into the log", async () =>
    (await import("./night/feed.ts")).feedTable(await kinds()),
  ),
  deliveries: titled(
    "The night: one declaration to 1,000 places, without limits, against a bare loop of the same SDK",
    async () => (await import("./night/deliveries.ts")).deliveriesTable(await kinds()),
  ),
  latency: titled("The night: from a feed's change being read to the message", async () =>
    (await import("./night/latency.ts")).latencyTable(await kinds()),
  ),
  backlog: titled("The night: 650 declarations at once to 1,000 places, at the platforms' own limits", async () =>
    (await import("./night/backlog.ts")).backlogTable(),
  ),
  instances: titled(
    "The night: one declaration to 1,000 places by several instances on one PostgreSQL, without limits",
    async () =>
      (await kinds()).includes("PostgreSQL") ? (await import("./night/deliveries.ts")).instancesTable() : undefined,
  ),
};

function titled(title: string, measure: Measure): Measure {
  return async () => {
    const table = await measure();
    return table && `${title}\n${table}`;
  };
}

let opened: Promise<House> | undefined;

/** One house for every table that asks questions. */
function house(): Promise<House> {
  const fault = (error: unknown): never => {
    throw error;
  };
  opened ??= openHouse({ pack: join(import.meta.dirname, "..", "elections", "uk-2024"), fault });
  return opened;
}

/** The databases that are there to be measured. */
async function kinds(): Promise<readonly Kind[]> {
  const { noPostgres } = await import("./night/stage.ts");
  return (await noPostgres()) === undefined ? ["SQLite", "PostgreSQL"] : ["SQLite"];
}
