/** The log, places that are told news, their messages, and the desk. */
import type { ColumnDataType, Kysely } from "kysely";
import type { Schema } from "../schema.ts";

type Column = readonly [name: string, type: ColumnDataType, null?: "null"];

const text = (name: string): Column => [name, "text"];
const number = (name: string): Column => [name, "bigint"];
const maybe = ([name, type]: Column): Column => [name, type, "null"];

const tables: Readonly<Record<string, { readonly key: string; readonly columns: readonly Column[] }>> = {
  head: { key: "name", columns: [text("name"), number("n")] },
  log: {
    key: "seq",
    columns: [
      number("seq"),
      ...["contest", "seat"].map(text),
      maybe(text("by_election")),
      ...["source", "kind"].map(text),
      number("revision"),
      text("state"),
      ...["winner", "votes"].map(text).map(maybe),
      ...["rejected", "declared"].map(number).map(maybe),
      ...["recorded", "staff", "rehearsal", "at"].map(number),
      ...["entered_by", "confirmed_by", "how"].map(text).map(maybe),
    ],
  },
  places: {
    key: "id",
    columns: [
      ...["id", "platform", "place", "subscription", "state"].map(text),
      ...["staff", "cursor", "corrected", "noticed"].map(number),
      maybe(text("lease_token")),
      ...["lease_until", "due_at"].map(number),
      maybe(number("wake_at")),
      maybe(number("blocked_at")),
      maybe(text("blocked_why")),
      ...["tries", "since"].map(number),
    ],
  },
  messages: {
    key: "id",
    columns: [
      ...["id", "place"].map(text),
      number("n"),
      ...["kind", "subject"].map(text),
      ...["from_seq", "to_seq"].map(number),
      text("state"),
      ...["ref", "words"].map(text).map(maybe),
      number("attempts"),
      ...["first_attempt", "last_attempt"].map(number).map(maybe),
      maybe(text("once")),
      number("created_at"),
      maybe(number("settled_at")),
    ],
  },
  notices: { key: "id", columns: [number("id"), ...["kind", "about", "key"].map(text), number("at")] },
  leases: { key: "name", columns: [...["name", "token"].map(text), number("until")] },
  drafts: {
    key: "id",
    columns: [
      number("id"),
      text("proposal"),
      maybe(text("contest")),
      number("saw"),
      text("entered_by"),
      number("at"),
      text("state"),
      maybe(text("settled_by")),
      maybe(number("settled_at")),
    ],
  },
  quarantine: {
    key: "id",
    columns: [
      number("id"),
      ...["source", "key", "why", "excerpt"].map(text),
      number("at"),
      maybe(text("dismissed_by")),
      maybe(number("dismissed_at")),
    ],
  },
  shifts: { key: "name", columns: [text("name"), number("since")] },
  switches: { key: "name", columns: [...["name", "value"].map(text), number("changed_at")] },
  sources: {
    key: "name",
    columns: [
      text("name"),
      maybe(number("heard_at")),
      number("tried_at"),
      maybe(number("failing_since")),
      maybe(text("why")),
    ],
  },
  cache: { key: "key", columns: [...["key", "value"].map(text), maybe(number("expires"))] },
  once: { key: "key", columns: [text("key"), number("at")] },
};

/** Unique indexes are what makes a thing happen once. */
const indexes: readonly (readonly [table: string, columns: readonly string[], unique?: "unique"])[] = [
  ["log", ["contest"]],
  ["places", ["platform", "place"], "unique"],
  ["places", ["due_at"]],
  ["messages", ["place", "n"], "unique"],
  ["messages", ["place", "once"], "unique"],
  ["messages", ["place", "state"]],
  ["notices", ["key"], "unique"],
  ["drafts", ["state"]],
  ["quarantine", ["key"], "unique"],
];

export async function theNight(db: Kysely<Schema>): Promise<void> {
  const steps = [
    ...Object.entries(tables).map(([name, { key, columns }]) => {
      let table = db.schema.createTable(name);
      for (const [column, type, nullable] of columns)
        table = table.addColumn(column, type, (made) =>
          column === key ? made.primaryKey().notNull() : nullable ? made : made.notNull(),
        );
      return table;
    }),
    ...indexes.map(([table, columns, unique]) => {
      const made = db.schema
        .createIndex(`${table}_${columns.join("_")}`)
        .on(table)
        .columns([...columns]);
      return unique ? made.unique() : made;
    }),
  ];
  // In their order: an index wants its table.
  for (const step of steps) await step.execute();
  // Two counters begin at nothing.
  await db
    .insertInto("head")
    .values([
      { name: "log", n: 0 },
      { name: "notices", n: 0 },
    ])
    .execute();
}
