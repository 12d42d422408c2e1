/** Deliveries of the feed: a folder that files come into, or an address that has messages or lists them. */
import { stat } from "node:fs/promises";
import { basename, join, resolve as absolute } from "node:path";
import { fetchText, type Reach } from "../fetch.ts";
import type { Answers } from "../frame.ts";
import { filesOf } from "../read/disk.ts";
import { answerOf, type Answer } from "../read/kept.ts";
import { SourceError, type Remembered } from "../source.ts";
import { fromKept, isMessageFile, readFile, unread, type KeptFile } from "./reading.ts";
import { isWebAddress } from "../../../lib/address.ts";

/** Files of one list that are read at a time. */
const atOnce = 4;

/** @throws SourceError */
export function delivered(
  location: string,
  kept: Remembered | undefined,
  reach: Reach,
  signal: AbortSignal,
): Promise<Answers> {
  return isWebAddress(location)
    ? fromAddress(location, kept, reach, signal)
    : fromFolder(absolute(location), kept, reach, signal);
}

/** The name of a file, for people; it may also say that the file is a test. */
export function nameOf(key: string): string {
  if (!isWebAddress(key)) return key;
  const name = basename(new URL(key).pathname);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

async function fromFolder(
  folder: string,
  kept: Remembered | undefined,
  reach: Reach,
  signal: AbortSignal,
): Promise<Answers> {
  const isFile = await stat(folder).then(
    (found) => found.isFile(),
    () => false,
  );
  if (isFile) return { [basename(folder)]: await readOne(folder, basename(folder), kept, reach, signal) };
  const answers: [string, Answer][] = [];
  for (const path of await filesOf(folder, isMessageFile)) {
    // One after the other: a disk has one head, and most files are as they were.
    answers.push([path, await readOne(join(folder, path), path, kept, reach, signal)]);
  }
  return Object.fromEntries(answers);
}

async function fromAddress(
  address: string,
  kept: Remembered | undefined,
  reach: Reach,
  signal: AbortSignal,
): Promise<Answers> {
  const { answer } = await fetchText(address, usable(kept, address), reach, signal, (text, found) =>
    JSON.stringify(readFile(text, nameOf(address), found)),
  );
  const links = fromKept(answer)?.links.filter((link) => link !== address) ?? [];
  const answers: [string, Answer][] = [[address, answer]];
  for (let from = 0; from < links.length; from += atOnce) {
    const some = links.slice(from, from + atOnce);
    const read = await Promise.all(some.map((link) => readListed(link, kept, reach, signal)));
    answers.push(...read.map((one, index): [string, Answer] => [some[index] ?? "", one]));
  }
  if (links.length > 0 && answers.slice(1).every(([, { mark }]) => mark === ""))
    throw new SourceError(`${nameOf(address)} lists ${links.length} files, and none of them can be read`);
  return Object.fromEntries(answers);
}

/** A file whose name has its revision never changes: once it is read well, it is not asked for again. */
async function readListed(
  link: string,
  kept: Remembered | undefined,
  reach: Reach,
  signal: AbortSignal,
): Promise<Answer> {
  const before = usable(kept, link);
  const isWell = fromKept(before)?.readings.every(({ why }) => why === undefined) === true;
  if (before && isWell && /_\d+\.\w+$/.test(new URL(link).pathname)) return before;
  return readOne(link, link, kept, reach, signal);
}

/** A file that cannot be had is reported, costs no other file, and is tried again the next time. */
async function readOne(
  at: string,
  key: string,
  kept: Remembered | undefined,
  reach: Reach,
  signal: AbortSignal,
): Promise<Answer> {
  const before = usable(kept, key);
  try {
    const read = (text: string): string => JSON.stringify(readFile(text, nameOf(key)));
    return (await fetchText(at, before, reach, signal, read)).answer;
  } catch (error) {
    if (!(error instanceof SourceError) || signal.aborted) throw error;
    return { mark: "", text: JSON.stringify(unread(error.message) satisfies KeptFile) };
  }
}

/** The kept answer, unless it is in the format of another version, or stands for a file that could not be had. */
function usable(kept: Remembered | undefined, key: string): Answer | undefined {
  const answer = answerOf(kept, key);
  return answer && answer.mark !== "" && fromKept(answer) ? answer : undefined;
}
