/** Switches: a few values of JSON, by name, that hold for the whole installation. */
import type { Kysely } from "kysely";
import type { z } from "zod";
import { StoreError } from "./engine.ts";
import type { Schema } from "./schema.ts";
import { fromJson } from "../../lib/json.ts";

export interface Switches {
  /**
   * @returns undefined where it was never set, or was cleared
   * @throws StoreError where the value does not fit: taking a freeze for none would be worse
   */
  get<S extends z.ZodType>(name: string, shape: S): Promise<z.output<S> | undefined>;
  /** @param value JSON; `undefined` is no value */
  set(name: string, value: object | string | number | boolean | null): Promise<void>;
  clear(name: string): Promise<void>;
}

/** @param db or a transaction @param now in milliseconds since 1970 */
export function createSwitches(db: Kysely<Schema>, now: () => number = Date.now): Switches {
  return {
    async get(name, shape) {
      const row = await db.selectFrom("switches").select("value").where("name", "=", name).executeTakeFirst();
      if (!row) return undefined;
      const read = shape.safeParse(fromJson(row.value));
      if (!read.success)
        throw new StoreError(
          `What is set for “${name}” in the database cannot be read: a newer Teller may have set it.`,
        );
      return read.data;
    },

    async set(name, value) {
      const set = { value: JSON.stringify(value), changed_at: now() };
      await db
        .insertInto("switches")
        .values({ name, ...set })
        .onConflict((there) => there.column("name").doUpdateSet(set))
        .execute();
    },

    async clear(name) {
      await db.deleteFrom("switches").where("name", "=", name).execute();
    },
  };
}
