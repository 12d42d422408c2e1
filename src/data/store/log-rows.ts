/** The log's rows as entries, and back. */
import type { Insertable, Selectable } from "kysely";
import { z } from "zod";
import { contestOf, declarationSchema, type Declaration, type Hands, type LogEntry } from "../../core/declaration.ts";
import type { Schema } from "./schema.ts";

const votes = z.record(z.string(), z.number());

export function rowOf(entry: Declaration, seq: number, now: Date, hands?: Hands): Insertable<Schema["log"]> {
  const { source, declared, recorded, votes: counted } = entry;
  return {
    seq,
    contest: contestOf(entry),
    seat: entry.seat,
    by_election: entry.byElection ?? null,
    source: source.name,
    kind: source.kind,
    revision: entry.revision,
    state: entry.state,
    winner: entry.winner ?? null,
    votes: counted ? JSON.stringify(counted) : null,
    rejected: entry.rejected ?? null,
    declared: declared?.getTime() ?? null,
    recorded: recorded.getTime(),
    staff: Number(entry.staff ?? false),
    rehearsal: Number(entry.rehearsal ?? false),
    at: now.getTime(),
    entered_by: hands?.entered ?? null,
    confirmed_by: hands?.confirmed ?? null,
    how: hands?.how ?? null,
  };
}

const { state: stateSchema, source: sourceSchema } = declarationSchema.shape;

/** @throws ZodError for a row that this program could not have written */
export function entryOf(row: Selectable<Schema["log"]>): LogEntry {
  return {
    seq: row.seq,
    at: new Date(row.at),
    seat: row.seat,
    ...(row.by_election !== null && { byElection: row.by_election }),
    source: sourceSchema.parse({ name: row.source, kind: row.kind }),
    revision: row.revision,
    state: stateSchema.parse(row.state),
    ...(row.winner !== null && { winner: row.winner }),
    ...(row.votes !== null && { votes: votes.parse(JSON.parse(row.votes)) }),
    ...(row.rejected !== null && { rejected: row.rejected }),
    ...(row.declared !== null && { declared: new Date(row.declared) }),
    recorded: new Date(row.recorded),
    ...(row.staff === 1 && { staff: true as const }),
    ...(row.rehearsal === 1 && { rehearsal: true as const }),
    ...handsOf(row),
  };
}

function handsOf({ entered_by: entered, confirmed_by: confirmed, how }: Selectable<Schema["log"]>) {
  if (entered === null) return {};
  const hands: Hands = { entered, how: how ?? "", ...(confirmed !== null && { confirmed }) };
  return { hands };
}
