/** `teller doctor`: each part asked how it is. */
import type { Config } from "../config.ts";
import { checkRooms } from "./rooms.ts";
import type { Finding } from "../lib/finding.ts";

/** Milliseconds for a source to answer. */
const patience = 20_000;

export async function checkup(config: Config): Promise<readonly Finding[]> {
  const all = await Promise.all([
    election(config),
    style(config),
    database(config),
    commands(config),
    lines(config),
    sources(config),
    slack(config),
    discord(config),
    tips(config),
    checkRooms(config),
  ]);
  return [...clock(config), ...all.flat()];
}

async function election({ election: folder }: Config): Promise<readonly Finding[]> {
  const { loadPack } = await import("../data/election-pack.ts");
  return check("election", "put it right, or name another by ELECTION", () => {
    const { election: facts, seats } = loadPack(folder);
    return `is the ${facts.name}: ${seats.length} seats`;
  });
}

async function style({ style: path }: Config): Promise<readonly Finding[]> {
  if (path === undefined) return [];
  const { readStyle } = await import("../data/style-file.ts");
  return check("style", "put it right, or unset STYLE", () => {
    readStyle(path);
    return `is read from ${path}`;
  });
}

async function database({ database: where }: Config): Promise<readonly Finding[]> {
  const [{ checkStore }, { isDatabaseAddress }] = await Promise.all([
    import("../data/store/check.ts"),
    import("../lib/address.ts"),
  ]);
  const mend = isDatabaseAddress(where)
    ? "let PostgreSQL run where DATABASE_URL says, and let that user make tables there and write them"
    : `see that there is room, and that this user may write ${where} and in its folder, or name another by DATABASE`;
  return check("database", mend, () => checkStore(where));
}

async function lines({ lines: path }: Config): Promise<readonly Finding[]> {
  if (path === undefined) return [];
  const { readLines } = await import("../data/lines-file.ts");
  return check("lines", "put them right, or unset LINES", () => `are read from ${path}: ${readLines(path).length}`);
}

/** Each is asked once, as it is on the night, and nothing is kept of what it says. */
async function sources(config: Config): Promise<readonly Finding[]> {
  const { list, allowPrivate } = config.sources;
  if (list.length === 0) return [];
  const [{ openSources }, { loadElection }] = await Promise.all([
    import("../data/sources/index.ts"),
    import("../data/election-pack.ts"),
  ]);
  const now = (): Date => new Date();
  const opened = openSources(list, { election: loadElection(config.election), reach: { allowPrivate }, now });
  const checks = opened.map((source) =>
    check(`source ${source.name}`, "see SOURCES, and whether this machine may read it", async () => {
      const { found } = await source.ask(undefined, AbortSignal.timeout(patience));
      const said = found.filter(({ kind }) => kind === "declaration").length;
      const odd = found.length - said;
      return `answers: ${said} declarations${odd > 0 ? `, and ${odd} that fit nothing, which the desk will be told of` : ""}`;
    }),
  );
  return (await Promise.all(checks)).flat();
}

/** Each platform's own check compares it. */
function clock({ slack: one, discord: other }: Config): readonly Finding[] {
  if (one ?? other) return [];
  const says = `says ${new Date().toISOString()}; where a token is set, it is compared with the platform's`;
  return [{ name: "clock", state: "good", says }];
}

/** Names that come from the configuration and mean commands. */
async function commands({ slackCommands: names }: Config): Promise<readonly Finding[]> {
  if (names.length === 0) return [];
  const { joinCommands } = await import("./commands.ts");
  const known = new Set((await joinCommands()).map(({ name }) => name));
  const mend = `choose among ${[...known].join(", ")}`;
  return check("Slack: commands", mend, () => {
    const unknown = names.filter((name) => !known.has(name));
    if (unknown.length > 0) throw new Error(`SLACK_COMMANDS names what is none: ${unknown.join(", ")}`);
    return `${names.length} have a name of their own`;
  });
}

async function slack({ slack: its }: Config): Promise<readonly Finding[]> {
  return its ? (await import("../adapters/slack/doctor.ts")).doctor(its) : [unset("Slack")];
}

async function discord({ discord: its }: Config): Promise<readonly Finding[]> {
  return its ? (await import("../adapters/discord/doctor.ts")).doctor(its) : [unset("Discord")];
}

/** Nothing where nothing of it is set; otherwise whether the line can open. */
async function tips(config: Config): Promise<readonly Finding[]> {
  const { tips: keys, tipLine } = config;
  if (!keys && tipLine.channels.length === 0 && tipLine.safer.length === 0) return [];
  const { keysOf, tipWants } = await import("../tips/join.ts");
  const wants = tipWants(config);
  const elsewhere = tipLine.channels.filter(({ platform }) => !(platform in config));
  const ready: Finding =
    wants.length > 0
      ? { name: "tip line: set-up", state: "poor", says: "is closed: something is missing", mend: wants.join(" ") }
      : { name: "tip line: set-up", state: "good", says: "is complete" };
  return [
    ready,
    ...(await check(
      "tip line: keys",
      "teller keys new makes a key; TIPS_IDENTITY or TIPS_RECIPIENTS names it",
      async () => {
        const { identities, recipients } = await keysOf(config);
        if (recipients.length === 0) throw new Error("there are none");
        return identities
          ? "open tips here, while they are relayed (text mode)"
          : `are the editors' own: ${recipients.length} public, and nothing here opens a tip (sealed mode)`;
      },
    )),
    ...(elsewhere.length === 0
      ? []
      : [
          {
            name: "tip line: channels",
            state: "bad" as const,
            says: "are on a platform that has no token",
            mend: "set its token, or take the channel out of TIPS_CHANNELS",
          },
        ]),
  ];
}

const unset = (name: string): Finding => ({ name, state: "good", says: "no token is set, so it is not used" });

/** @param look says what is so, or throws an Error that says what is wrong */
async function check(name: string, mend: string, look: () => string | Promise<string>): Promise<readonly Finding[]> {
  try {
    return [{ name, state: "good", says: await look() }];
  } catch (error) {
    return [{ name, state: "bad", says: error instanceof Error ? error.message : "cannot be read", mend }];
  }
}
