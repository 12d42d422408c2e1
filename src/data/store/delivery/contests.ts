/** The contests that a message tells of, in rows beside it, so that messages can be found by contest. */
import type { Kysely } from "kysely";
import type { Contest } from "../../../core/declaration.ts";
import type { Subject } from "../../../core/news/message.ts";
import type { Schema } from "../schema.ts";

export const contestsOf = ({ items }: Subject): readonly Contest[] => [
  ...new Set(items.flatMap((item) => (item.kind === "notice" ? [] : [item.contest]))),
];

/**
 * Ids of messages about any of these contests, of which there is at least one. An older version that runs beside this
 * one lists no contests, so its messages are always included.
 * @param places `places.id`; everywhere unless given
 */
export function idsAbout(db: Kysely<Schema>, contests: readonly Contest[], places?: readonly string[]) {
  const listed = db
    .selectFrom("message_contests")
    .select("message as id")
    .where("contest", "in", [...contests]);
  const unlisted = db.selectFrom("messages").select("id").where("listed", "is", null);
  if (places === undefined) return listed.unionAll(unlisted);
  return listed.where("place", "in", [...places]).unionAll(unlisted.where("place", "in", [...places]));
}
