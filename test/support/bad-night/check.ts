/** The messages that stand in each place at the end, against those that were asked for. */
import { History } from "../../../src/core/news/history.ts";
import type { Subject } from "../../../src/core/news/message.ts";
import { createLog } from "../../../src/data/store/log.ts";
import { digestOf } from "../../../src/jobs/deliver/words.ts";
import { subscriptionSchema, type Subscription } from "../../../src/core/news/subscription.ts";
import { newsReply } from "../../../src/views/news/index.ts";
import { pictured } from "../../../src/views/news/pictures.ts";
import type { Expected } from "./expected.ts";
import { postOf, type BadStage, type Placed } from "./stage.ts";
import { isNews, isOutOfOrder, messagesOf } from "./told.ts";

export interface Row {
  readonly name: string;
  readonly platform: string;
  readonly messages: number;
  readonly declarations: number;
  readonly anew: number;
  readonly gathered: number;
  /** Messages that may or may not stand there: nobody could look. */
  readonly unclear: number;
  readonly edits: number;
  /** Faults, each in a line. */
  readonly faults: readonly string[];
}

export async function checkPlaces(stage: BadStage, { election, results, fresh }: Expected): Promise<readonly Row[]> {
  const history = History.before(election).with(await createLog(stage.store.db).read(0));
  const rank = (party: string, seat: string): number => results.lookup.target(party, seat)?.rank ?? Infinity;
  return Promise.all(stage.places.map(check));

  async function check(place: Placed): Promise<Row> {
    const faults: string[] = [];
    const kept = await messagesOf(stage, place);
    const row = await stage.store.db
      .selectFrom("places")
      .select("subscription")
      .where("id", "=", place.id)
      .executeTakeFirstOrThrow();
    const subscription = subscriptionSchema.parse(JSON.parse(row.subscription));
    const standing = stage.fakes[place.platform].history(place.channel);
    // Each message stands once, in order, and no other does, but for one whose history nobody could read.
    const unclear = kept.filter(({ state }) => state === "unclear");
    const written = kept.filter(({ state }) => state !== "unclear").map(({ ref }) => ref ?? "none");
    const [there, strays] = [true, false].map((is) =>
      standing.flatMap(({ id }) => (written.includes(id) === is ? [id] : [])),
    );
    // After a restore they are found again in the order of the new log.
    const isKnown = (id: string): boolean => !stage.forgotten.has(postOf(place, id));
    const isSame = there?.filter(isKnown).join() === written.filter(isKnown).join();
    if (!isSame || there.toSorted().join() !== written.toSorted().join() || (strays ?? []).length > unclear.length)
      faults.push(`${standing.length} stand there, ${written.length} were written down`);
    const news = kept.filter(isNews);
    const items = news.flatMap(({ subject }) => subject.items);
    const declared = items.flatMap((item) => (item.kind === "declaration" ? [item.contest] : []));
    if (new Set(declared).size < declared.length) faults.push("a seat was declared twice");
    if (isOutOfOrder(stage, place, kept)) faults.push("not in the order of the log");
    const asked = results.all.filter((one) => one.standing && fresh.has(one.seat.code) && place.wants(one, rank));
    const missing = asked.filter(({ seat }) => !declared.includes(seat.code));
    if (missing.length > 0) faults.push(`missing: ${missing.map(({ seat }) => seat.name).join("; ")}`);
    // A further seat must have been news once, and changed since.
    const extra = declared.filter((contest) => !asked.some(({ seat }) => seat.code === contest));
    const odd = extra.filter((contest) => history.changes(0).filter((change) => change.contest === contest).length < 2);
    if (odd.length > 0) faults.push(`not asked for: ${odd.join(", ")}`);
    for (const { subject, words, ref } of kept) {
      const message = standing.find(({ id }) => id === ref);
      if (message) faults.push(...wordsWrong(subject, words, message.text, subscription));
    }
    const count = (kind: string): number => items.filter((item) => item.kind === kind).length;
    return {
      name: place.name,
      platform: place.platform,
      messages: kept.length,
      declarations: declared.length,
      anew: count("anew"),
      gathered: kept.filter(({ subject }) => subject.kind === "missed" || subject.kind === "digest").length,
      unclear: unclear.length,
      edits: standing.reduce((sum, { edits }) => sum + edits.length, 0),
      faults,
    };
  }

  /** A message's words must be those of the end, and its figures the script's own. */
  function wordsWrong(
    subject: Subject,
    digest: string | undefined,
    there: string,
    subscription: Subscription,
  ): readonly string[] {
    if (subject.closed) return [];
    const reply = pictured(newsReply(subject, { history, rehearsal: true, lines: [] }), subject, subscription);
    const linked = subject.items.some((item) => item.kind === "anew");
    const wrong: string[] = [];
    if (!linked && digest !== digestOf(reply)) wrong.push(`${subject.kind} shows other words than those of the end`);
    const title = reply.card?.title ?? reply.summary;
    if (!there.includes(title.slice(0, 60))) wrong.push(`“${there.slice(0, 80)}” instead of “${title.slice(0, 80)}”`);
    if (!there.includes("REHEARSAL")) wrong.push("a heading does not say REHEARSAL");
    const [only, ...more] = subject.items;
    if (subject.kind === "news" && more.length === 0 && only?.kind === "declaration") {
      const { majority, standing, winner } = results.outcome(only.contest);
      const figure = majority?.votes.toLocaleString("en-GB");
      if (standing && figure && !there.includes(figure))
        wrong.push(`no majority of ${figure}: “${there.slice(0, 120)}”`);
      if (standing && winner && !there.includes(winner.candidate.family)) wrong.push(`no ${winner.candidate.family}`);
    }
    return wrong;
  }
}
