/** The desk's notices as messages. */
import type { Kysely } from "kysely";
import type { Desk } from "../core/desk/desk.ts";
import { isSilent } from "../core/news/notice.ts";
import type { Reply } from "../core/reply.ts";
import { nobody } from "../data/store/quarantine.ts";
import { get } from "../data/store/notices.ts";
import type { Schema } from "../data/store/schema.ts";
import { noticeReply } from "../views/news/notice.ts";

/** @returns undefined for a number without a notice, and for a notice without a post */
export async function noticeOf(id: number, db: Kysely<Schema>, desk: Desk): Promise<Reply | undefined> {
  const [noticed] = await get(db, [id]);
  if (!noticed || isSilent(noticed.notice)) return undefined;
  const { notice } = noticed;
  const history = desk.history();
  const draft = notice.kind === "draft" ? await desk.draft(notice.about.draft) : undefined;
  if (notice.kind !== "quarantine") return noticeReply(notice, { history, ...(draft && { draft }) });
  const item = await db
    .selectFrom("quarantine")
    .select(["why", "excerpt", "dismissed_by"])
    .where("id", "=", notice.about.quarantine)
    .executeTakeFirst();
  return noticeReply(notice, {
    history,
    isOpen: item?.dismissed_by === null,
    isWell: item?.dismissed_by === nobody,
    ...(item && { item: { why: item.why, excerpt: item.excerpt } }),
  });
}
