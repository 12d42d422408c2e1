/** What a place is told next, if anything: news as it comes, joined, gathered, or missed. */
import { isQuiet } from "../../core/news/quiet.ts";
import type { History } from "../../core/news/history.ts";
import type { Item, Subject } from "../../core/news/message.ts";
import { maybeTold, pending, seqOf, upToEntry, type Telling } from "../../core/news/plan.ts";
import type { Contest } from "../../core/declaration.ts";
import type { Held } from "../../data/store/delivery/index.ts";
import type { DeliverOptions } from "./options.ts";
import { worldsOf } from "./worlds.ts";

/** Fewer than these are told as they are, however old. */
const few = 3;

export type Tell =
  | { readonly kind: "message"; readonly subject: Subject; readonly to: number }
  /** Nothing is news here up to the end of the log. */
  | { readonly kind: "nothing"; readonly to: number }
  /** In so many milliseconds of the election's clock. */
  | { readonly kind: "wait"; readonly milliseconds: number };

export async function tell(place: Held, options: DeliverOptions): Promise<Tell> {
  const { ledger } = options;
  const { seq } = ledger;
  const worlds = await Promise.all(
    worldsOf(ledger, place).map(async (history) => ({ history, items: await pendingIn(history, place, options) })),
  );
  const [next, other] = worlds
    .filter(({ items }) => items.length > 0)
    .toSorted((a, b) => firstOf(a.items) - firstOf(b.items));
  if (!next) return { kind: "nothing", to: seq };
  // News and tests are told in their order, but never in one message.
  const until = other ? firstOf(other.items) : Infinity;
  const mine = next.items.filter((item) => seqOf(item) < until);
  const rehearsal = next.history === ledger.rehearsal ? { rehearsal: true as const } : {};
  return shaped(place, mine, next.history, Math.min(seq, until - 1), rehearsal, options);
}

const firstOf = ([first]: readonly Item[]): number => (first ? seqOf(first) : Infinity);

async function pendingIn(history: History, place: Held, { delivery }: DeliverOptions): Promise<readonly Item[]> {
  const told = new Map<Contest, Telling>();
  const contests = maybeTold(history, place.cursor);
  for (const { id, subject } of await delivery.about(place, contests))
    for (const item of subject.items)
      if (item.kind === "declaration" || item.kind === "anew") told.set(item.contest, { id, shows: subject.shows });
  return pending({ history, after: place.cursor, filter: place.subscription.filter, told });
}

function shaped(
  place: Held,
  items: readonly Item[],
  history: History,
  upTo: number,
  rehearsal: Pick<Subject, "rehearsal">,
  { ledger, words, now, waits }: DeliverOptions,
): Tell {
  const since = timeOf(history, items);
  const age = now().getTime() - since.getTime();
  const { every, quiet } = place.subscription;
  const of = (kind: Subject["kind"], told = items, more: Pick<Subject, "because"> = {}): Subject => ({
    kind,
    items: told,
    shows: ledger.seq,
    ...more,
    ...rehearsal,
  });
  if (age >= waits.stale && items.length > few && (every === undefined || place.blockedAt)) {
    const because = quiet && isQuiet(quiet, since) ? "quiet" : "away";
    return { kind: "message", subject: of("missed", items, { because }), to: upTo };
  }
  if (every !== undefined) {
    const left = every * 60_000 - age;
    return left > 0 ? { kind: "wait", milliseconds: left } : { kind: "message", subject: of("digest"), to: upTo };
  }
  const some = upToEntry(items, Math.max(1, words.fitting(items, place)));
  const rest = items[some.length];
  return { kind: "message", subject: of("news", some), to: rest ? seqOf(rest) - 1 : upTo };
}

/** When the first of them became news. */
function timeOf(history: History, items: readonly Item[]): Date {
  const seq = firstOf(items);
  const [change] = history.changes(seq - 1, seq);
  return change?.at ?? new Date(0);
}
