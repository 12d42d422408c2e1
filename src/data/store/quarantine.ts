/** Misfits of sources, each once, until an editor dismisses it. */
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Found } from "../sources/source.ts";
import { next } from "./counter.ts";
import type { Schema } from "./schema.ts";

type Misfit = Extract<Found, { kind: "quarantine" }>;

/** Longer excerpts are cut, so that nobody can fill the database from afar. */
const longest = { why: 500, excerpt: 1_000 };
/** New misfits of a source at a time, and those that nobody has dismissed yet: the desk learns nothing from more of them. */
const most = { atOnce: 50, open: 500 };
/** Keys that one question names. */
const page = 500;

/** @returns the new misfits, with their numbers */
export async function quarantine(
  db: Kysely<Schema>,
  source: string,
  misfits: readonly Misfit[],
  now: Date,
): Promise<readonly { readonly id: number; readonly misfit: Misfit }[]> {
  if (misfits.length === 0) return [];
  const all = misfits.slice(0, page).map((misfit) => [keyOf(source, misfit), misfit] as const);
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
  if (unknown.length === 0) return [];
  const open = await db
    .selectFrom("quarantine")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .where("source", "=", source)
    .where("dismissed_at", "is", null)
    .executeTakeFirstOrThrow();
  const keyed = new Map(unknown.slice(0, Math.max(0, Math.min(most.atOnce, most.open - open.n))));
  if (keyed.size === 0) return [];
  return db.transaction().execute(async (transaction) => {
    const fresh: { id: number; misfit: Misfit }[] = [];
    for (const [key, misfit] of keyed) {
      const { where, why, excerpt } = misfit;
      const id = await next(transaction, "quarantine");
      const row = await transaction
        .insertInto("quarantine")
        .values({
          id,
          source,
          key,
          why: `${where}: ${why}`.slice(0, longest.why),
          excerpt: excerpt.slice(0, longest.excerpt),
          at: now.getTime(),
          dismissed_by: null,
          dismissed_at: null,
        })
        // Another instance may have been first: this number is then given to none.
        .onConflict((there) => there.column("key").doNothing())
        .returning("id")
        .executeTakeFirst();
      if (row) fresh.push({ id, misfit });
    }
    return fresh;
  });
}

const keyOf = (source: string, { where, why, excerpt }: Misfit): string =>
  createHash("sha256").update([source, where, why, excerpt].join("\n")).digest("base64url").slice(0, 22);
