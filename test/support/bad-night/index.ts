/** A bad night: a replay with faults into platforms that fail, by programs that are killed; and what stands at its end. */
import { setTimeout as pause } from "node:timers/promises";
import { checkPlaces, type Row } from "./check.ts";
import { expectedOf } from "./expected.ts";
import { openStage, waits, type BadNightOptions, type BadStage } from "./stage.ts";

export interface BadNight {
  readonly rows: readonly Row[];
  readonly kills: number;
  readonly injected: Readonly<Record<string, number>>;
  readonly provoked: number;
  /** Payloads that a platform refused. */
  readonly refused: readonly string[];
  readonly seconds: number;
  /** The log's last entry. */
  readonly entries: number;
  readonly exits: readonly (number | null)[];
  /** The last that the programs wrote. */
  readonly text: string;
}

export async function badNight(options: BadNightOptions): Promise<BadNight> {
  const { seed, kills, instances, speed, say = () => {} } = options;
  const [from, until] = [options.from, options.until].map((at) =>
    at === undefined ? undefined : new Date(`${at}:00+01:00`),
  );
  if (!until) throw new TypeError("a night ends");
  const expected = expectedOf(seed, from, until);
  const stage = await openStage(options);
  const began = performance.now();
  try {
    for (let n = 0; n < instances; n++) stage.programs.start();
    const begun = from?.getTime() ?? Date.parse(expected.election.pollsClose);
    const lasts = (until.getTime() - begun) / speed;
    const spell = Math.max(1_500, lasts / (kills + 1));
    let random = seed;
    const roll = (): number => (random = (random * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    await clockBegins(stage);
    for (let killed = 0; killed < kills; killed++) {
      await pause(spell * (0.5 + roll()));
      await stage.programs.replace(Math.floor(roll() * instances));
      say(`killed ${killed + 1} of ${kills}, ${await clockOf(stage)}`);
    }
    await over(stage, until, say);
    await Promise.all(Object.values(stage.chaos).map((one) => one.calm()));
    await settled(stage, say);
    const exits = await stage.programs.end();
    const rows = await checkPlaces(stage, expected);
    const head = await stage.store.db.selectFrom("head").select("n").where("name", "=", "log").executeTakeFirst();
    const injected: Record<string, number> = {};
    for (const { injected: some } of Object.values(stage.chaos))
      for (const [fault, n] of Object.entries(some)) injected[fault] = (injected[fault] ?? 0) + n;
    return {
      rows,
      kills,
      injected,
      provoked: stage.provoked(),
      refused: stage.refused(),
      seconds: (performance.now() - began) / 1_000,
      entries: head?.n ?? 0,
      exits,
      text: stage.programs.text(),
    };
  } finally {
    await stage.close();
  }
}

async function nightAt({ store }: BadStage): Promise<Date | undefined> {
  const row = await store.db.selectFrom("switches").select("value").where("name", "=", "rehearsal").executeTakeFirst();
  return row && new Date((JSON.parse(row.value) as { night: number }).night);
}

const clockOf = async (stage: BadStage): Promise<string> =>
  `the night is at ${(await nightAt(stage))?.toISOString() ?? "nothing"}`;

async function clockBegins(stage: BadStage): Promise<void> {
  await until(
    30_000,
    async () => (await nightAt(stage)) !== undefined,
    () => stage.programs.text(),
  );
}

async function over(stage: BadStage, end: Date, say: (words: string) => void): Promise<void> {
  await until(
    1_800_000,
    async () => ((await nightAt(stage)) ?? new Date(0)) >= end,
    () => stage.programs.text(),
    async () => say(await clockOf(stage)),
  );
}

/** Nothing is under way, and every place has been told and put right to the end of the log. */
async function settled(stage: BadStage, say: (words: string) => void): Promise<void> {
  const { db } = stage.store;
  let last = -1;
  let calm = 0;
  let stuck = "";
  await until(
    180_000,
    async () => {
      const head = (await db.selectFrom("head").select("n").where("name", "=", "log").executeTakeFirst())?.n ?? 0;
      const open = await db
        .selectFrom("messages")
        .select(["id", "state", "kind", "place", "attempts"])
        .where("state", "in", ["due", "posting"])
        .execute();
      const behind = await db
        .selectFrom("places")
        .select(["id", "cursor", "corrected", "lease_until", "due_at", "wake_at", "blocked_why"])
        .where((it) => it.or([it("cursor", "<", head), it("corrected", "<", head)]))
        .execute();
      calm = head === last && open.length === 0 && behind.length === 0 ? calm + 1 : 0;
      last = head;
      stuck = `head ${head}, open ${JSON.stringify(open)}, behind ${JSON.stringify(behind)}`;
      // Long enough for the feed to have been asked once more, and for a scoreboard to have been edited.
      return calm > 15;
    },
    () => `${stage.programs.text()}\n${stuck}`,
    async () => say(`settling: ${stuck}`),
  );
  await pause(waits.lands);
}

async function until(
  milliseconds: number,
  holds: () => Promise<boolean>,
  why: () => string,
  meanwhile?: () => Promise<void>,
): Promise<void> {
  const end = performance.now() + milliseconds;
  for (let n = 1; !(await holds()); n++) {
    if (performance.now() > end) throw new Error(`it did not come to that in time:\n${why().slice(-3_000)}`);
    await pause(400);
    if (n % 25 === 0) await meanwhile?.();
  }
}
