/** The file of a backup: written whole or not at all, for its owner's eyes, and read with care. */
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream";
import { pipeline as piped } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { StoreError } from "../engine.ts";

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
    throw isOfFiles(error) ? new StoreError(`The backup cannot be written to ${file} (${error.code}).`) : error;
  }
}

/** A slip of the hand shall not put a backup in the place of the database. */
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
    throw isOfFiles(error) ? new StoreError(`The backup cannot be written to ${file} (${error.code}).`) : error;
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
export async function* linesIn(file: string): AsyncGenerator<string> {
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
    if (error.syscall !== undefined) throw new StoreError(`The backup ${file} cannot be read (${error.code}).`);
    throw new StoreError(`The backup ${file} is damaged or cut short (${error.message}): nothing was restored.`);
  }
  if (rest !== "") throw new StoreError(`The backup ${file} is cut short in a line: nothing was restored.`);
}

/** Of the file system or, without a `syscall`, of zlib; a connection has troubles of its own. */
function isOfFiles(error: unknown): error is NodeJS.ErrnoException {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^(?!E(?:CONN|PIPE|TIMEDOUT|HOST|NET))E[A-Z]+$|^Z_/.test(code);
}
