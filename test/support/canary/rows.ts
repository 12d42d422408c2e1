/** Tables of a leak’s own, in the program’s database. */
import { DatabaseSync } from "node:sqlite";
import pg from "pg";

export type Cell = string | number | bigint | Uint8Array | null;

/** Writes rows into the database, whichever it is, one after the other. */
export function rowsIn(database: string): (table: string, ...cells: readonly Cell[]) => void {
  const named = (cells: readonly Cell[]): string =>
    cells
      .map(
        (cell, i) =>
          `c${i} ${cell instanceof Uint8Array ? "bytea" : typeof cell === "string" ? "text" : Number.isInteger(cell) ? "bigint" : "double precision"}`,
      )
      .join(", ");
  if (!database.startsWith("postgres"))
    return (table, ...cells) => {
      const db = new DatabaseSync(database);
      db.exec(`pragma busy_timeout = 5000; create table if not exists "${table}" (${named(cells)})`);
      db.prepare(`insert into "${table}" values (${cells.map(() => "?").join(", ")})`).run(...cells);
      db.close();
    };
  const url = new URL(database);
  const schema = url.searchParams.get("schema") ?? "public";
  url.searchParams.delete("schema");
  const pool = new pg.Pool({ connectionString: url.href, max: 1 });
  return (table, ...cells) => {
    const ours = `"${schema}"."${table}"`;
    void pool.query(`create table if not exists ${ours} (${named(cells)})`).catch(() => {});
    void pool
      .query(`insert into ${ours} values (${cells.map((_, i) => `$${i + 1}`).join(", ")})`, [...cells])
      .catch(() => {});
  };
}

/** Of SQLite: a row that goes again, and stays in a page that nobody uses. */
export function deletedIn(database: string): (table: string, ...cells: readonly Cell[]) => void {
  const row = rowsIn(database);
  return (table, ...cells) => {
    row(table, ...cells);
    if (database.startsWith("postgres")) return;
    const db = new DatabaseSync(database);
    db.exec(`pragma busy_timeout = 5000; pragma secure_delete = off; delete from "${table}"`);
    db.close();
  };
}

/** Of SQLite: a number in the head of its file. */
export const headIn =
  (database: string): ((value: number) => void) =>
  (value) => {
    if (database.startsWith("postgres")) return;
    const db = new DatabaseSync(database);
    db.exec(`pragma busy_timeout = 5000; pragma application_id = ${value}`);
    db.close();
  };
