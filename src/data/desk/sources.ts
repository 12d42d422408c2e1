/** How sources do, as those who ask them have noted. */
import type { Kysely } from "kysely";
import type { SourceHealth } from "../../core/desk/desk.ts";
import type { Schema } from "../store/schema.ts";

/** @param configured in the order in which they are shown; one that was never asked is there without a word */
export async function sourcesOf(
  db: Kysely<Schema>,
  configured: readonly Pick<SourceHealth, "name" | "kind" | "staff">[],
): Promise<readonly SourceHealth[]> {
  const rows = new Map((await db.selectFrom("sources").selectAll().execute()).map((row) => [row.name, row]));
  return configured.map((source) => {
    const row = rows.get(source.name);
    const { heard_at: heard, failing_since: since, why } = row ?? {};
    return {
      ...source,
      ...(heard && { heardAt: new Date(heard) }),
      ...(since && { trouble: { since: new Date(since), why: why ?? "no reason is known" } }),
    };
  });
}
