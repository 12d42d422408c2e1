/**
 * The file of a backup: gzip of lines of JSON, the same from and for every database. A heading; each table with its columns,
 * then its rows as lists; at the end how many rows each table had, without which a file was cut short, and a digest of all of it. The file is written
 * whole or not at all, for its owner's eyes, and read with suspicion.
 */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream";
import { pipeline as piped } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { fileFault } from "../../lib/file-fault.ts";
import { fromJson } from "../../lib/json.ts";
import { StoreError } from "./engine.ts";
import type { Migration } from "./migrations.ts";
import type { Parameter } from "./parameters.ts";
import type { Table } from "./tables.ts";

/** A number that grows when older programs cannot read the file. Tables have a version of their own. */
export const format = 2;

const heading = z.object({
  teller: z.literal("backup"),
  format: z.int().positive(),
  /** Migrations that the database had had. */
  version: z.int().positive(),
  at: z.iso.datetime(),
});
export type Heading = z.output<typeof heading>;

const bytes = z.strictObject({ base64: z.base64() }).transform(({ base64 }) => Buffer.from(base64, "base64"));
const row = z.array(z.union([z.string(), z.number(), z.null(), bytes]));
const opening = z.strictObject({ table: z.string(), columns: z.array(z.string()) });
const ending = z.strictObject({
  end: z.record(z.string(), z.int()),
  /** SHA-256 of all lines before this one; files of format 1 have none. */
  digest: z.hex().exactOptional(),
});

export type Row = z.output<typeof row>;

/**
 * Tables of the moment alone: leases of programs that run, and answers that can be fetched again; and what has been deleted,
 * of which a backup knows only what was before it.
 */
const passing: ReadonlySet<string> = new Set(["leases", "cache", "tip_gone"]);

export const lasting = (tables: readonly Table[]): readonly Table[] => tables.filter(({ name }) => !passing.has(name));

/** A column's value as JSON. @throws TypeError for a value that no column of ours holds */
export function cellOf(value: unknown): Parameter | { readonly base64: string } {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString("base64") };
  if (typeof value === "string" || typeof value === "number" || value === null) return value;
  throw new TypeError(`A column holds a ${typeof value}, which a backup has no form for.`);
}

export const lineOf = (said: object): string => `${JSON.stringify(said)}\n`;

/** The lines, and a last one with the counts and a digest of all before it. @param counts filled as the lines are read */
export async function* sealed(
  lines: AsyncIterable<string>,
  counts: Readonly<Record<string, number>>,
): AsyncGenerator<string> {
  const hash = createHash("sha256");
  for await (const line of lines) {
    hash.update(line);
    yield line;
  }
  yield lineOf({ end: counts, digest: hash.digest("hex") });
}

/**
 * @param file whose old contents stand until the new ones are whole and on the disk
 * @throws StoreError where it cannot be written, or is there and something else
 */
export async function writeWhole(file: string, lines: AsyncIterable<string>): Promise<void> {
  await refuseOthers(file);
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}.part`);
  try {
    const handle = await open(temporary, "wx", 0o600);
    try {
      await piped(lines, createGzip(), (packed) => handle.writeFile(packed));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(temporary, { force: true });
    throw isOfFiles(error) ? new StoreError(`The backup cannot be written to ${file}: ${fileFault(error)}.`) : error;
  }
}

/** A slip of the hand must not put a backup in the place of the database. */
async function refuseOthers(file: string): Promise<void> {
  try {
    const handle = await open(file, "r");
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      if (bytesRead === 0 || buffer.toString("hex") === "1f8b") return;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isOfFiles(error) && error.code === "ENOENT") return;
    throw isOfFiles(error) ? new StoreError(`The backup cannot be written to ${file}: ${fileFault(error)}.`) : error;
  }
  throw new StoreError(`${file} is there and is no backup, so it is left alone: name another file.`);
}

/** A new name is on the disk when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** @throws StoreError where it cannot be read, or was damaged or cut short on its way */
async function* linesIn(file: string): AsyncGenerator<string> {
  const text = pipeline(createReadStream(file), createGunzip(), () => {});
  text.setEncoding("utf8");
  let rest = "";
  try {
    for await (const part of text) {
      const whole = (rest + String(part)).split("\n");
      rest = whole.pop() ?? "";
      yield* whole;
    }
  } catch (error) {
    if (!isOfFiles(error)) throw error;
    if (error.syscall !== undefined) throw new StoreError(`The backup ${file} cannot be read: ${fileFault(error)}.`);
    throw new StoreError(`The backup ${file} is damaged or cut short (${error.message}): nothing was restored.`);
  }
  if (rest !== "") throw new StoreError(`The backup ${file} is cut short in a line: nothing was restored.`);
}

/** Whether an error is of the file system or, without a `syscall`, of zlib; a connection has troubles of its own. */
function isOfFiles(error: unknown): error is NodeJS.ErrnoException {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^(?!E(?:CONN|PIPE|TIMEDOUT|HOST|NET))E[A-Z]+$|^Z_/.test(code);
}

/** @throws StoreError for a file that is no backup, or newer than this program */
export async function readHeading(file: string, steps: readonly Migration[]): Promise<Heading> {
  for await (const text of linesIn(file)) {
    const read = heading.safeParse(fromJson(text));
    if (!read.success) break;
    const { format: its, version } = read.data;
    if (its > format || version > steps.length)
      throw new StoreError(`The backup ${file} was made by a newer Teller: restore it with that one.`);
    return read.data;
  }
  throw new StoreError(`${file} is no backup of Teller's.`);
}

/**
 * The rows, each with its table.
 * @param tables that its version has: all of them must be there, with these columns
 * @throws StoreError
 */
export async function* readBackup(file: string, tables: readonly Table[]): AsyncGenerator<readonly [Table, Row]> {
  const wrong = (what: string) => new StoreError(`The backup ${file} is damaged (${what}): nothing was restored.`);
  const counts: Record<string, number> = {};
  let [number, current, isOver]: [number, Table | undefined, boolean] = [0, undefined, false];
  const hash = createHash("sha256");
  for await (const text of linesIn(file)) {
    number++;
    if (number === 1) {
      hash.update(`${text}\n`);
      continue;
    }
    if (isOver) throw wrong("it goes on after its end");
    const said = fromJson(text);
    const ended = ending.safeParse(said);
    if (!ended.success) hash.update(`${text}\n`);
    const values = row.safeParse(said);
    if (values.success) {
      if (!current || values.data.length !== current.columns.length) throw wrong(`line ${number} fits no table`);
      counts[current.name] = (counts[current.name] ?? 0) + 1;
      yield [current, values.data];
      continue;
    }
    const begun = opening.safeParse(said);
    if (begun.success) {
      current = tables.find(({ name }) => name === begun.data.table);
      if (!current || current.name in counts || begun.data.columns.join() !== current.columns.join())
        throw wrong(`line ${number} begins a table that does not belong there`);
      counts[current.name] = 0;
      continue;
    }
    if (!ended.success) throw wrong(`line ${number} cannot be read`);
    for (const { name } of tables)
      if (ended.data.end[name] !== counts[name] || counts[name] === undefined)
        throw wrong(`rows of ${name} are missing`);
    // Before anything is told of it: a figure that was changed on its way would stand as a result.
    if (ended.data.digest !== undefined && ended.data.digest !== hash.digest("hex"))
      throw new StoreError(
        `The backup ${file} is not as it was written: something in it was changed. Nothing was restored. Take another copy of it, or the backup before it.`,
      );
    isOver = true;
  }
  if (!isOver) throw wrong("its end is missing");
}
