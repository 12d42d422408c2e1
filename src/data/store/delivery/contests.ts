/** The contests that a message tells of, in rows beside it, so that messages can be found by contest. */
import type { Kysely, Transaction } from "kysely";
import type { Contest } from "../../../core/declaration.ts";
import type { Subject } from "../../../core/news/message.ts";
import type { DeliveryId } from "../../../core/place.ts";
import type { Schema } from "../schema.ts";

const contestsOf = ({ items }: Subject): readonly Contest[] => [
  ...new Set(items.flatMap((item) => (item.kind === "notice" ? [] : [item.contest]))),
];

/** @param transaction that writes the message @param place `places.id` */
export async function listContests(
  transaction: Transaction<Schema>,
  message: DeliveryId,
  place: string,
  subject: Subject,
): Promise<void> {
  const rows = contestsOf(subject).map((contest) => ({ message, place, contest }));
  if (rows.length === 0) return;
  await transaction
    .insertInto("message_contests")
    .values(rows)
    .onConflict((there) => there.doNothing())
    .execute();
}

/** Lists a message's contests again after its subject has changed. */
export async function relistContests(
  transaction: Transaction<Schema>,
  message: DeliveryId,
  place: string,
  subject: Subject,
): Promise<void> {
  await transaction.deleteFrom("message_contests").where("message", "=", message).execute();
  await listContests(transaction, message, place, subject);
}

/**
 * Ids of messages about any of these contests, of which there is at least one. An older version that runs beside this
 * one lists no contests, so its messages are always included.
 * @param place `places.id`; everywhere unless given
 */
export function idsAbout(db: Kysely<Schema>, contests: readonly Contest[], place?: string) {
  const listed = db
    .selectFrom("message_contests")
    .select("message as id")
    .where("contest", "in", [...contests]);
  const unlisted = db.selectFrom("messages").select("id").where("listed", "is", null);
  if (place === undefined) return listed.unionAll(unlisted);
  return listed.where("place", "=", place).unionAll(unlisted.where("place", "=", place));
}
