/** The newsroom's desk over the database: drafts, switches, editors on shift, quarantine, the health of sources. */
import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import { contestOf, declarationSchema } from "../core/declaration.ts";
import type { Desk, SourceHealth } from "../core/desk/desk.ts";
import type { History } from "../core/news/history.ts";
import { draftsOf } from "./desk/drafts.ts";
import { switchesOf } from "./desk/switches.ts";
import type { Source } from "./sources/source.ts";
import type { Append } from "./store/log.ts";
import { notify } from "./store/notices.ts";
import { doubtedAs, figuresOf, letThroughAs } from "./store/quarantine.ts";
import type { Schema } from "./store/schema.ts";
import { createSwitches } from "./store/switches.ts";

export interface DeskOptions {
  readonly db: Kysely<Schema>;
  readonly now: () => Date;
  /**
   * Writes one entry of the log, with the next revision of its source.
   * @param transaction in which it is written, or not at all
   * @returns its number in the log
   */
  readonly append: Append;
  /** The staff history as it is now. */
  readonly history: () => History;
  /** The configured sources, in the order in which they are shown. */
  readonly sources?: readonly Pick<Source, "name" | "kind" | "staff" | "stillSince">[];
}

export function createDesk({ db, now, append, history, sources = [] }: DeskOptions): Desk {
  return {
    ...draftsOf(db, append, history),
    ...switchesOf(db, now),
    ...shiftsOf(db),
    ...quarantineOf(db, append, sources),
    sources: () => healthOf(db, sources, now()),
    log: (contest) => history().entries(contest),
    history,
  };
}

function shiftsOf(db: Kysely<Schema>): Pick<Desk, "onShift" | "shift"> {
  return {
    async onShift() {
      const rows = await db.selectFrom("shifts").selectAll().orderBy("since").orderBy("name").execute();
      return rows.map(({ name, since }) => ({ name, since: new Date(since) }));
    },
    async shift(name, on, now) {
      if (!on) return void (await db.deleteFrom("shifts").where("name", "=", name).execute());
      await db
        .insertInto("shifts")
        .values({ name, since: now.getTime() })
        .onConflict((there) => there.column("name").doNothing())
        .execute();
    },
  };
}

/** A doubted declaration as it was kept. */
const doubted = z.object({
  source: z.string(),
  said: declarationSchema
    .omit({ source: true, revision: true })
    .extend({ recorded: z.coerce.date(), declared: z.coerce.date().optional(), revision: z.int().optional() }),
});

function quarantineOf(
  db: Kysely<Schema>,
  append: Append,
  sources: NonNullable<DeskOptions["sources"]> = [],
): Pick<Desk, "quarantined" | "dismiss" | "letThrough"> {
  return {
    letThrough: (id, by, now) =>
      db.transaction().execute(async (transaction) => {
        const switches = createSwitches(transaction);
        const kept = await switches.get(doubtedAs(id), doubted);
        const source = sources.find(({ name }) => name === kept?.source);
        if (!kept || !source || !(await lay(transaction, id, by, now))) return false;
        const { revision: _, ...said } = kept.said;
        const { name, kind, staff } = source;
        const entry = { ...said, source: { name, kind }, ...(staff && { staff }) };
        await append(transaction, entry, { entered: name, confirmed: by, how: "let through" });
        await switches.set(letThroughAs(name, contestOf(said)), figuresOf(said));
        await switches.clear(doubtedAs(id));
        return true;
      }),
    async quarantined() {
      const rows = await db
        .selectFrom("quarantine")
        .select(["id", "source", "why", "excerpt", "at"])
        .where("dismissed_at", "is", null)
        .orderBy("id")
        .execute();
      return rows.map(({ at, ...row }) => ({ ...row, at: new Date(at) }));
    },
    dismiss: (id, by, now) => db.transaction().execute((transaction) => lay(transaction, id, by, now)),
  };
}

/** Lays something quarantined aside; its notice then has other words. */
async function lay(transaction: Transaction<Schema>, id: number, by: string, now: Date): Promise<boolean> {
  const rows = await transaction
    .updateTable("quarantine")
    .set({ dismissed_by: by, dismissed_at: now.getTime() })
    .where("id", "=", id)
    .where("dismissed_at", "is", null)
    .returning("id")
    .execute();
  if (rows.length === 0) return false;
  await notify(transaction, { kind: "dismissed", about: { quarantine: id }, key: `dismissed ${id}` }, now);
  return true;
}

/**
 * The health of sources, as the jobs that ask them have noted.
 * @param configured in the order in which they are shown; a source that was never asked has no times
 */
async function healthOf(
  db: Kysely<Schema>,
  configured: NonNullable<DeskOptions["sources"]>,
  now: Date,
): Promise<readonly SourceHealth[]> {
  const rows = new Map((await db.selectFrom("sources").selectAll().execute()).map((row) => [row.name, row]));
  return configured.map(({ name, kind, staff, ...source }) => {
    const row = rows.get(name);
    const still = source.stillSince?.(now);
    const { heard_at: heard, failing_since: since, why } = row ?? {};
    return {
      name,
      kind,
      staff,
      ...(still && { stillSince: still }),
      ...(heard && { heardAt: new Date(heard) }),
      ...(since && { trouble: { since: new Date(since), why: why ?? "no reason is known" } }),
    };
  });
}
