/** The health of each source: when it last answered, and since when and why it does not. */
import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

export interface Heard {
  readonly name: string;
  readonly heardAt?: Date;
  readonly trouble?: { readonly since: Date; readonly why: string };
}

export interface Health {
  /** @returns whether it was in trouble until now */
  heard(name: string, now: Date): Promise<boolean>;
  /** @returns whether the trouble is new */
  failed(name: string, why: string, now: Date): Promise<boolean>;
  all(): Promise<readonly Heard[]>;
}

export function createHealth(db: Kysely<Schema>): Health {
  const of = (name: string) => db.selectFrom("sources").selectAll().where("name", "=", name).executeTakeFirst();

  async function write(name: string, row: Omit<Schema["sources"], "name">): Promise<void> {
    await db
      .insertInto("sources")
      .values({ name, ...row })
      .onConflict((there) => there.column("name").doUpdateSet(row))
      .execute();
  }

  return {
    async heard(name, now) {
      const before = await of(name);
      const at = now.getTime();
      await write(name, { heard_at: at, tried_at: at, failing_since: null, why: null });
      return before !== undefined && before.failing_since !== null;
    },
    async failed(name, why, now) {
      const before = await of(name);
      const at = now.getTime();
      const since = before?.failing_since ?? at;
      await write(name, { heard_at: before?.heard_at ?? null, tried_at: at, failing_since: since, why });
      return (before?.failing_since ?? null) === null;
    },
    async all() {
      const rows = await db.selectFrom("sources").selectAll().orderBy("name").execute();
      return rows.map(({ name, heard_at: heard, failing_since: since, why }) => ({
        name,
        ...(heard !== null && { heardAt: new Date(heard) }),
        ...(since !== null && { trouble: { since: new Date(since), why: why ?? "it does not say" } }),
      }));
    },
  };
}
