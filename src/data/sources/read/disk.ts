/** Files and folders, read with care: only real files, so many bytes. */
import { constants, type BigIntStats } from "node:fs";
import { open, readdir, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { fileFault } from "../../../lib/file-fault.ts";
import { SourceError } from "../source.ts";

export interface OnDisk {
  /** Changes whenever the file does. */
  readonly mark: string;
  readonly bytes: Buffer;
}

/** Levels of folders, and files in all of them: a feed delivers no more. */
const deepest = 3;
const mostFiles = 20_000;

/**
 * @param before the mark from the last time
 * @returns undefined where the file is the same as then
 * @throws SourceError
 */
export async function getFile(
  path: string,
  before: string | undefined,
  mostBytes: number,
): Promise<OnDisk | undefined> {
  // Most files of a folder are as they were: none of these is opened.
  if (before !== undefined && before === (await stat(path, { bigint: true }).then(markOf, () => undefined)))
    return undefined;
  // Non-blocking: opening a named pipe would wait for a writer.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw new SourceError(`${path} cannot be read: ${fileFault(error)}`);
  });
  try {
    return await contentOf(file, path, mostBytes);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError(`${path} cannot be read: ${fileFault(error)}`);
  } finally {
    await file.close();
  }
}

const markOf = ({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string => [ino, size, mtimeNs, ctimeNs].join(" ");

async function contentOf(file: FileHandle, path: string, mostBytes: number): Promise<OnDisk> {
  const about = await file.stat({ bigint: true });
  if (!about.isFile()) throw new SourceError(`${path} cannot be read: it is no file`);
  // Marked before it is read: a change meanwhile counts as new the next time.
  const mark = markOf(about);
  const bytes = Buffer.alloc(Math.min(Number(about.size), mostBytes) + 1);
  let size = 0;
  while (size < bytes.length) {
    const { bytesRead } = await file.read(bytes, size, bytes.length - size, size);
    if (bytesRead === 0) return { mark, bytes: bytes.subarray(0, size) };
    size += bytesRead;
  }
  if (size > mostBytes) throw new SourceError(`${path} cannot be read: it has more than ${mostBytes} bytes`);
  throw new SourceError(`${path} cannot be read: it grows while it is read`);
}

/**
 * Files of a folder and of folders in it, by their path from it, in order. Left out are hidden files, which are still
 * being written, and anything that is no file.
 * @throws SourceError
 */
export async function filesOf(folder: string, isWanted: (path: string) => boolean): Promise<readonly string[]> {
  const found: string[] = [];
  const walk = async (within: string, depth: number): Promise<void> => {
    const entries = await readdir(join(folder, within), { withFileTypes: true }).catch((error: unknown) => {
      throw new SourceError(`${join(folder, within)} cannot be read: ${fileFault(error)}`);
    });
    for (const entry of entries) {
      const path = join(within, entry.name);
      if (entry.name.startsWith(".")) continue;
      if (entry.isFile() && isWanted(path)) found.push(path);
      if (found.length > mostFiles)
        throw new SourceError(`${folder} has more than ${mostFiles} files: move old ones away`);
      if (entry.isDirectory() && depth < deepest) await walk(path, depth + 1);
    }
  };
  await walk("", 1);
  return found.toSorted();
}
