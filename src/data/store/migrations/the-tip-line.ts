/**
 * The tip line: cases, sealed words and replies, Teller's own posts, and editors' actions. Keys are random; on SQLite
 * the tables have no row numbers, which would count up and so tell which came first.
 */
import { sql, SqliteAdapter, type Kysely } from "kysely";
import type { Schema } from "../schema.ts";

type Kind = "text" | "bigint" | "bytea";
type Column = readonly [name: string, kind: Kind, null?: "null"];

const text = (name: string): Column => [name, "text"];
const maybe = (name: string): Column => [name, "text", "null"];
const number = (name: string): Column => [name, "bigint"];

/** The first column of each is its key. */
const tables: Readonly<Record<string, readonly Column[]>> = {
  tip_salt: [text("name"), ["salt", "bytea"]],
  tip_places: [text("id")],
  tip_cases: [
    text("number"),
    maybe("lookup"),
    maybe("recipient"),
    text("state"),
    text("opened"),
    text("last_word"),
    maybe("claimed_by"),
    number("replies"),
  ],
  tip_words: [text("id"), text("number"), ["sealed", "bytea"], number("came")],
  tip_replies: [text("id"), text("number"), number("n"), text("day"), ["sealed", "bytea"]],
  tip_posts: [
    text("id"),
    maybe("number"),
    maybe("words"),
    number("part"),
    text("platform"),
    text("place"),
    text("state"),
    maybe("ref"),
    number("since"),
  ],
  tip_audit: [text("id"), text("day"), maybe("staff"), text("what"), maybe("number")],
};

const indexes: readonly (readonly [table: string, columns: readonly string[], unique?: "unique"])[] = [
  ["tip_cases", ["lookup"], "unique"],
  ["tip_words", ["number"]],
  ["tip_replies", ["number"]],
  ["tip_posts", ["words", "platform", "place", "part"], "unique"],
  ["tip_posts", ["number"]],
];

export async function theTipLine(db: Kysely<Schema>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const steps = [
    ...Object.entries(tables).map(([name, columns]) => {
      let table = db.schema.createTable(name);
      for (const [index, [column, kind, nullable]] of columns.entries())
        table = table.addColumn(column, kind, (made) =>
          index === 0 ? made.primaryKey().notNull() : nullable ? made : made.notNull(),
        );
      return isSqlite ? table.modifyEnd(sql`without rowid`) : table;
    }),
    ...indexes.map(([table, columns, unique]) => {
      const made = db.schema
        .createIndex(`${table}_${columns.join("_")}`)
        .on(table)
        .columns([...columns]);
      return unique ? made.unique() : made;
    }),
  ];
  // One after the other: an index wants its table.
  for (const step of steps) await step.execute();
}
