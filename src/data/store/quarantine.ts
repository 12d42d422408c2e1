/** Misfits of sources, each once, until an editor dismisses it. */
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import { contestOf, type Contest } from "../../core/declaration.ts";
import type { Misfitting, Said } from "../sources/source.ts";
import { next } from "./counter.ts";
import type { Schema } from "./schema.ts";
import { createSwitches } from "./switches.ts";

type Misfit = Misfitting;

/** Longer excerpts are cut, so that nobody can fill the database from afar. */
const longest = { why: 500, excerpt: 1_000 };
/** New misfits of a source at a time, and those that nobody has dismissed yet: the desk learns nothing from more of them. */
const most = { atOnce: 50, open: 500 };
/** Keys that one question names. */
const page = 500;

export interface Fresh {
  readonly id: number;
  readonly misfit: Misfit;
  /** The words of one that waits have changed: its notice is edited. */
  readonly changed?: true;
}

/**
 * One misfit a contest and source waits at a time, and follows what is found; others are known by their words.
 * @returns new and changed misfits, with their numbers
 */
export async function quarantine(
  db: Kysely<Schema>,
  source: string,
  misfits: readonly Misfit[],
  now: Date,
): Promise<readonly Fresh[]> {
  const some = await doubtedStill(db, source, misfits.slice(0, page));
  if (some.length === 0) return [];
  const changed = await follow(db, source, some);
  const all = some.map((misfit) => [keyOf(source, misfit), misfit] as const);
  const known = await db
    .selectFrom("quarantine")
    .select("key")
    .where(
      "key",
      "in",
      all.map(([key]) => key),
    )
    .execute();
  const keys = new Set(known.map(({ key }) => key));
  const unknown = all.filter(([key]) => !keys.has(key));
  if (unknown.length === 0) return changed;
  const open = await db
    .selectFrom("quarantine")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .where("source", "=", source)
    .where("dismissed_at", "is", null)
    .executeTakeFirstOrThrow();
  const keyed = new Map(unknown.slice(0, Math.max(0, Math.min(most.atOnce, most.open - open.n))));
  if (keyed.size === 0) return changed;
  const added = await db.transaction().execute(async (transaction) => {
    const fresh: Fresh[] = [];
    for (const [key, misfit] of keyed) {
      const id = await next(transaction, "quarantine");
      const row = await transaction
        .insertInto("quarantine")
        .values({
          id,
          source,
          key,
          ...wordsOf(misfit),
          at: now.getTime(),
          dismissed_by: null,
          dismissed_at: null,
        })
        // Another instance may have been first: this number is then given to none.
        .onConflict((there) => there.column("key").doNothing())
        .returning("id")
        .executeTakeFirst();
      if (row) fresh.push({ id, misfit });
      if (row && misfit.doubted)
        await createSwitches(transaction).set(doubtedAs(id), { source, said: jsonOf(misfit.doubted) });
    }
    return fresh;
  });
  return [...changed, ...added];
}

/** Gives a waiting misfit of a contest its new words. One that was laid aside, and says something else now, is a new one. */
async function follow(db: Kysely<Schema>, source: string, misfits: readonly Misfit[]): Promise<readonly Fresh[]> {
  const about = new Map(misfits.flatMap((misfit) => (misfit.about ? [[keyOf(source, misfit), misfit] as const] : [])));
  if (about.size === 0) return [];
  const rows = await db
    .selectFrom("quarantine")
    .selectAll()
    .where("key", "in", [...about.keys()])
    .execute();
  const changed: Fresh[] = [];
  for (const row of rows) {
    const misfit = about.get(row.key);
    const { why, excerpt } = misfit ? wordsOf(misfit) : row;
    if (!misfit || (why === row.why && excerpt === row.excerpt)) continue;
    const isOpen = row.dismissed_at === null;
    await db
      .updateTable("quarantine")
      .set(isOpen ? { why, excerpt } : { key: `${row.key} ${row.id}` })
      .where("id", "=", row.id)
      .execute();
    if (!isOpen) continue;
    const switches = createSwitches(db);
    if (misfit.doubted) await switches.set(doubtedAs(row.id), { source, said: jsonOf(misfit.doubted) });
    else await switches.clear(doubtedAs(row.id));
    changed.push({ id: row.id, misfit, changed: true });
  }
  return changed;
}

/** Closes what waits about contests of which the source speaks well now. @returns their numbers */
export async function readsWell(
  db: Kysely<Schema>,
  source: string,
  contests: readonly Contest[],
  now: Date,
): Promise<readonly number[]> {
  const open = await db
    .selectFrom("quarantine")
    .select(["id", "key"])
    .where("source", "=", source)
    .where("dismissed_at", "is", null)
    .execute();
  const keys = new Set(open.length === 0 ? [] : contests.map((contest) => keyed(source, [contest])));
  const well = open.filter(({ key }) => keys.has(key));
  for (const { id, key } of well)
    await db
      .updateTable("quarantine")
      .set({ dismissed_by: nobody, dismissed_at: now.getTime(), key: `${key} ${id}` })
      .where("id", "=", id)
      .where("dismissed_at", "is", null)
      .execute();
  return well.map(({ id }) => id);
}

/** In place of an editor's name: the source itself has put it right. */
export const nobody = "";

/** Switches that keep a doubted declaration until an editor has looked, and the figures that one has let through. */
export const doubtedAs = (id: number): string => `doubted ${id}`;
export const letThroughAs = (source: string, contest: Contest): string => `let through ${keyed(source, [contest])}`;

export const figuresOf = ({ votes = {}, winner = "" }: Pick<Said, "votes" | "winner">): string =>
  keyed(
    winner,
    Object.entries(votes)
      .map(([id, n]) => `${id} ${n}`)
      .toSorted(),
  );

const jsonOf = (said: Said): object => ({
  ...said,
  recorded: said.recorded.toISOString(),
  ...(said.declared && { declared: said.declared.toISOString() }),
});

/** Without the figures that an editor has looked at and let through. */
async function doubtedStill(
  db: Kysely<Schema>,
  source: string,
  misfits: readonly Misfit[],
): Promise<readonly Misfit[]> {
  if (!misfits.some(({ doubted }) => doubted)) return misfits;
  const rows = await db
    .selectFrom("switches")
    .select(["name", "value"])
    .where("name", "like", "let through %")
    .execute();
  const through = new Map(rows.map(({ name, value }) => [name, value]));
  return misfits.filter(
    ({ doubted }) =>
      !doubted || through.get(letThroughAs(source, contestOf(doubted))) !== JSON.stringify(figuresOf(doubted)),
  );
}

const wordsOf = ({ where, why, excerpt }: Misfit) => ({
  why: `${where}: ${why}`.slice(0, longest.why),
  excerpt: excerpt.slice(0, longest.excerpt),
});

const keyOf = (source: string, { where, why, excerpt, about }: Misfit): string =>
  keyed(source, about ? [contestOf(about)] : [where, why, excerpt]);

const keyed = (source: string, parts: readonly string[]): string =>
  createHash("sha256")
    .update([source, ...parts].join("\n"))
    .digest("base64url")
    .slice(0, 22);
