/** The order in which a place was told, against that of the log. */
import type { StoredMessage } from "../../../src/data/store/delivery/index.ts";
import { messageOf } from "../../../src/data/store/delivery/rows.ts";
import { postOf, type BadStage, type Placed } from "./stage.ts";

/** A place's messages, but for those that were never sent, in their order. */
export async function messagesOf({ store: { db } }: Pick<BadStage, "store">, { id }: Placed) {
  const rows = await db
    .selectFrom("messages")
    .selectAll()
    .where("place", "=", id)
    .where("state", "<>", "expired")
    .orderBy("n")
    .execute();
  return rows.map(messageOf);
}

export const isNews = ({ subject }: StoredMessage): boolean => ["news", "digest", "missed"].includes(subject.kind);

/**
 * Whether news was told in another order than the log has. The log after a restore has another order than the one before it, in
 * which posts were made that no backup knew.
 */
export function isOutOfOrder(
  { forgotten }: Pick<BadStage, "forgotten">,
  place: Placed,
  messages: readonly StoredMessage[],
): boolean {
  const seqs = messages
    .filter((one) => isNews(one) && !forgotten.has(postOf(place, one.ref ?? "")))
    .flatMap(({ subject }) => subject.items)
    .flatMap((item) => (item.kind === "notice" ? [] : [item.seq]));
  return seqs.some((seq, i) => seq < (seqs[i - 1] ?? 0));
}
