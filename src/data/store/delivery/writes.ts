/** Writes of many places at once: what each does to its place and to one message there, in a few statements for all. */
import { sql, type RawBuilder, type Transaction } from "kysely";
import { contestsOf } from "./contests.ts";
import { alike, assignments, column, given, text, type Columns } from "../given.ts";
import { messageOf, type NewRow } from "./rows.ts";
import { freeze, isFrozen } from "./places.ts";
import type { DeliveryId } from "../../../core/place.ts";
import type { Subject } from "../../../core/news/message.ts";
import type { Schema } from "../schema.ts";
import type { HeldPlace, StoredMessage } from "./shapes.ts";

export interface Write {
  readonly place: HeldPlace;
  /** Columns of the place, which are written where its lease is still ours. */
  readonly held: Columns;
  /** Whether all else is left undone where this instance may not speak there. */
  readonly speaks?: boolean;
  readonly begins?: NewRow;
  readonly changes?: { readonly id: DeliveryId; readonly set: Columns };
  /** Messages that are told otherwise now. */
  readonly instead?: { readonly id: DeliveryId; readonly set: Columns };
  /** The subject of the message by now. */
  readonly subject?: Subject;
}

/** The reason for which an instance may not speak in a place, or does not hold it any more; or the message as it was begun. */
export interface Written {
  readonly prevented?: "frozen" | "lost";
  readonly begun?: Begun;
}

/** A message that was written just now, of which its number alone was not known; or earlier, by the same write. */
export type Begun = number | StoredMessage;

export async function writeAll(at: Transaction<Schema>, writes: readonly Write[]): Promise<readonly Written[]> {
  const prevented = await prevent(
    at,
    writes.filter(({ speaks }) => speaks),
  );
  const done = writes.filter((write) => !prevented.has(write));
  const begun = await begin(
    at,
    done.flatMap(({ begins }) => begins ?? []),
  );
  await change(
    at,
    done.flatMap(({ changes, instead }) => [changes ?? [], instead ?? []].flat()),
  );
  await list(at, done);
  const others = writes.filter(({ speaks }) => !speaks);
  const ours = await hold(at, others);
  const lost = new Set(others.filter(({ place }) => !ours.has(place.id)));
  return writes.map((write) => {
    const why = prevented.get(write) ?? (lost.has(write) ? "lost" : undefined);
    const made = write.begins && begun.get(write.begins.id);
    return { ...(why && { prevented: why }), ...(made !== undefined && { begun: made }) };
  });
}

/** Speakers that may not speak. The places of all others have been written, and their leases prolonged. */
async function prevent(
  at: Transaction<Schema>,
  speakers: readonly Write[],
): Promise<ReadonlyMap<Write, "frozen" | "lost">> {
  // Most often one statement answers: places are ours, are on, and nothing is frozen.
  const speak = await hold(at, speakers, sql`and places.state = 'on' and not exists ${freeze(at)}`);
  const left = speakers.filter(({ place }) => !speak.has(place.id));
  if (left.length === 0) return new Map();
  // A place that was paused or stopped since it was claimed waits as if everything was frozen.
  const kept = await hold(
    at,
    left.map((write) => ({ ...write, held: leaseOf(write.held) })),
  );
  const isStill = await isFrozen(at);
  return new Map(left.map((write) => [write, isStill || kept.has(write.place.id) ? "frozen" : "lost"]));
}

/** The lease alone is prolonged where nothing is said. */
const leaseOf = ({ lease_until = 0, dated = 0 }: Columns): Columns => ({ lease_until, dated });

/** @param guard what else is asked of the place @returns ids of places that are still ours */
async function hold(
  at: Transaction<Schema>,
  writes: readonly Write[],
  guard: RawBuilder<unknown> = sql``,
): Promise<ReadonlySet<string>> {
  const ours = new Set<string>();
  for (const [set, some] of alike(writes, ({ held }) => held)) {
    const { rows } = await sql<{ readonly id: string }>`
      update places set ${assignments(set)}
      from ${given(some.map(({ place: { id, token }, held }) => ({ ...held, id, token })))}
      where places.id = ${text("id")} and places.lease_token = ${text("token")} ${guard}
      returning places.id as id`.execute(at);
    for (const { id } of rows) ours.add(id);
  }
  return ours;
}

async function begin(at: Transaction<Schema>, rows: readonly NewRow[]): Promise<ReadonlyMap<string, Begun>> {
  const begun = new Map<string, Begun>();
  for (const [like, some] of alike(rows.map(columnsOf), (columns) => columns)) {
    const names = Object.keys(like);
    const n = sql`(select coalesce(max(n), 0) + 1 from messages its where its.place = ${text("place")})`;
    const { rows: written } = await sql<{ readonly id: string; readonly n: number }>`
      insert into messages (n, ${sql.join(names.map((name) => sql.ref(name)))})
      select ${n}, ${sql.join(names.map((name) => column(name, like[name] ?? null)))} from ${given(some)}
      where true on conflict (id) do nothing returning id, n`.execute(at);
    for (const row of written) begun.set(row.id, row.n);
  }
  // A commit whose answer was lost had succeeded: the same is written again, and the id shows that it was done.
  const known = rows.map(({ id }) => id).filter((id) => !begun.has(id));
  if (known.length === 0) return begun;
  const found = await at.selectFrom("messages").selectAll().where("id", "in", known).execute();
  for (const row of found) begun.set(row.id, messageOf(row));
  return begun;
}

/** A column without a value is left to the table. */
const columnsOf = (row: NewRow): Columns =>
  Object.fromEntries(Object.entries(row).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));

async function change(at: Transaction<Schema>, changes: readonly NonNullable<Write["changes"]>[]): Promise<void> {
  for (const [set, some] of alike(changes, (one) => one.set))
    await sql`update messages set ${assignments(set)} from ${given(some.map((one) => ({ ...one.set, id: one.id })))}
      where messages.id = ${text("id")}`.execute(at);
}

/** Lists the contests of messages, and of those that were listed before none but these. */
async function list(at: Transaction<Schema>, writes: readonly Write[]): Promise<void> {
  const listed = writes.flatMap(({ place, begins, changes, subject }) => {
    const id = begins?.id ?? changes?.id;
    return id && subject ? [{ id, place: place.id, contests: contestsOf(subject), isNew: begins !== undefined }] : [];
  });
  const again = listed.flatMap(({ id, isNew }) => (isNew ? [] : [{ id }]));
  if (again.length > 0)
    await sql`delete from message_contests where message in (select ${text("id")} from ${given(again)})`.execute(at);
  const rows = listed.flatMap(({ id, place, contests }) =>
    contests.map((contest) => ({ message: id, place, contest })),
  );
  if (rows.length > 0)
    await sql`insert into message_contests (message, place, contest)
      select ${text("message")}, ${text("place")}, ${text("contest")} from ${given(rows)}
      where true on conflict do nothing`.execute(at);
}
