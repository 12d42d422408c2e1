/** One file or web address -> its text, and whether it is new. */
import { resolve as absolute } from "node:path";
import { decode, EncodingError } from "./read/decode.ts";
import { getFile } from "./read/disk.ts";
import { usualResolve, type Resolve } from "./read/guard.ts";
import { digestOf, markOf, tagsOf, type Answer } from "./read/kept.ts";
import { getPage, hostOf } from "./read/web.ts";
import { SourceError } from "./source.ts";
import { isWebAddress } from "../../lib/address.ts";

export interface Reach {
  /** Lets private addresses be read, and http:. */
  readonly allowPrivate?: boolean;
  readonly mostBytes?: number;
  /** Milliseconds for one web address. */
  readonly patience?: number;
  readonly resolve?: Resolve;
  /** Lets a text be in an older encoding, line by line. */
  readonly anyLetters?: boolean;
}

export interface Fetched {
  /** The same object as before where nothing is new. */
  readonly answer: Answer;
  /** The address of the file, after redirects. */
  readonly address: string;
}

const usual = {
  allowPrivate: false,
  mostBytes: 20_000_000,
  patience: 20_000,
  resolve: usualResolve,
  anyLetters: false,
};

/** A location as people may see it: no address in full, since it may be all that one needs to read the file. */
export const shown = (location: string): string => (isWebAddress(location) ? hostOf(location) : location);

/**
 * @param read text, its address after redirects, and whether its length was told -> the text to keep; absent, the text itself
 * @throws SourceError
 */
export async function fetchText(
  location: string,
  before: Answer | undefined,
  reach: Reach,
  signal: AbortSignal,
  read: (text: string, address: string, isWhole: boolean) => string = (text) => text,
): Promise<Fetched> {
  const found = isWebAddress(location)
    ? await fromWeb(location, before, { ...usual, ...reach }, signal)
    : await fromDisk(absolute(location), before, { ...usual, ...reach }, signal);
  if (!found) {
    if (before) return { answer: before, address: location };
    throw new SourceError(`${shown(location)} cannot be read: it tells of no change, and nothing is known from before`);
  }
  const { mark, bytes, address, isWhole } = found;
  return { answer: { mark, text: read(textOf(bytes, location, reach.anyLetters), address, isWhole) }, address };
}

interface Bytes {
  readonly mark: string;
  readonly bytes: Buffer;
  readonly address: string;
  readonly isWhole: boolean;
}

type Settled = Required<Reach>;

async function fromDisk(
  path: string,
  before: Answer | undefined,
  { mostBytes }: Settled,
  signal: AbortSignal,
): Promise<Bytes | undefined> {
  if (signal.aborted) throw new SourceError(`${path} cannot be read: it was broken off`);
  const file = await getFile(path, before?.mark, mostBytes);
  return file && { ...file, address: path, isWhole: true };
}

async function fromWeb(
  address: string,
  before: Answer | undefined,
  web: Settled,
  signal: AbortSignal,
): Promise<Bytes | undefined> {
  const tags = tagsOf(before?.mark);
  const page = await getPage(address, tags, web, signal);
  if (page.kind === "same") return undefined;
  const digest = digestOf(page.bytes);
  // Many servers send everything each time, new or not.
  if (digest === tags?.digest) return undefined;
  return { mark: markOf(page.tags, digest), bytes: page.bytes, address: page.address, isWhole: page.isWhole };
}

/** @throws SourceError */
function textOf(bytes: Buffer, location: string, anyLetters = false): string {
  try {
    return decode(bytes, anyLetters);
  } catch (error) {
    if (error instanceof EncodingError) throw new SourceError(`${shown(location)} ${error.message}`);
    throw error;
  }
}
