/** Secrets in files and tables. */
import { gunzipSync } from "node:zlib";
import type { Kept } from "./evidence.ts";
import { followed, tablesWithout, withoutFollowed } from "./follows.ts";
import type { Found, Search } from "./search.ts";
import type { CanaryStage } from "./stage.ts";
import { bytesOfValue, columnsOf, isSqlite } from "./tables.ts";

/**
 * Finds secrets in what was kept, but for what may be, and to the server what is kept of that: the channels whose managers opened the
 * line, and the conversations in which somebody follows something.
 */
export function ofKept({ when, files, rows: all }: Kept, stage: CanaryStage, search: Search): readonly Found[] {
  const { discord } = stage;
  const talks = followed(stage);
  const rows = { ...all, tables: tablesWithout(all.tables, talks) };
  const opened = `discord ${discord.channel.id}`;
  const without = (bytes: Buffer): Buffer =>
    bytes.includes(opened)
      ? Buffer.from(bytes.toString("latin1").replaceAll(opened, "".padEnd(opened.length, "-")), "latin1")
      : bytes;
  const where = (name: string): string => `${name}${when}`;
  return [
    ...[...files, ...(rows.files ?? [])].flatMap(([name, bytes]) =>
      pages(name, bytes, search).flatMap((part) =>
        isOfDatabase(name, bytes)
          ? search(withoutFollowed(without(isPacked(part) ? gunzipSync(part) : part), talks), where(name))
          : search(without(part), where(name)),
      ),
    ),
    ...rows.tables.flatMap(columnsOf).flatMap(({ where: column, values }) => [
      ...search(
        without(Buffer.from(values.map((value) => bytesOfValue(value).toString("latin1")).join("\n"), "latin1")),
        where(column),
      ),
      // Packed bytes without a mark begin where their value does.
      ...values
        .filter((value) => value instanceof Uint8Array)
        .flatMap((value) => search(bytesOfValue(value), where(column))),
    ]),
    // A secret that is cut into pieces stands in one row, or in two that follow one another.
    ...rows.tables.flatMap((table) =>
      search(
        without(
          Buffer.from(
            table.rows
              .map((row) =>
                row
                  .slice(1)
                  .map((value) => bytesOfValue(value).toString("latin1"))
                  .join(" "),
              )
              .join("\n"),
            "latin1",
          ),
        ),
        where(table.name),
      ),
    ),
    ...search(rows.others, where("the server’s own tables")),
  ];
}

/** Of a database, its journal or a backup of it, or said to its server. */
const isOfDatabase = (name: string, bytes: Buffer): boolean =>
  isSqlite(bytes) || /-wal$|-journal$|server’s file|^backup$|^what the server was told$/.test(name);
const isPacked = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const pageSize = 4_096;
/** Of each search: a page that was searched once has been told of, whichever copy it stands in. */
const searched = new WeakMap<Search, Set<string>>();

/** A database's pages, those that were read before left out: they are many, and few change. */
function pages(name: string, bytes: Buffer, search: Search): readonly Buffer[] {
  if (!isSqlite(bytes) && !/-wal$|server’s file/.test(name)) return [bytes];
  const parts: Buffer[] = [];
  const seenPages = searched.get(search) ?? new Set<string>();
  searched.set(search, seenPages);
  const [head, step] = name.endsWith("-wal") ? [32, pageSize + 24] : [0, pageSize];
  for (let at = head; at < bytes.length; at += step) {
    const page = bytes.subarray(at, at + step);
    const body = page.subarray(step - pageSize).toString("latin1");
    if (seenPages.has(body)) continue;
    seenPages.add(body);
    parts.push(page);
  }
  return [Buffer.concat(parts)];
}
