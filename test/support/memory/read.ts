/** The memory of a running program, as whoever has taken over its machine reads it: Linux alone. */
import { closeSync, openSync, readFileSync, readdirSync, readSync } from "node:fs";

/** Bytes that are read at a time; parts overlap by as many as a needle may have. */
const part = 8_000_000;
const overlap = 4_096;

/** Programs that a process started, by their command lines. */
export function childOf(parent: number, named: string): number | undefined {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => {
      try {
        const [, its] = /\) \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
        return Number(its) === parent && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(named);
      } catch {
        return false;
      }
    });
}

/** A needle as UTF-8, which is one byte a letter here, and as UTF-16: the two ways in which V8 keeps text. */
const formsOf = (needle: string): readonly Buffer[] => [Buffer.from(needle), Buffer.from(needle, "utf16le")];

/** @returns how often each needle stands in what the process may write */
export function countIn(pid: number, needles: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map(needles.map((needle) => [needle, 0]));
  const memory = openSync(`/proc/${pid}/mem`, "r");
  const buffer = Buffer.alloc(part);
  try {
    for (const [from, to] of rangesOf(pid))
      for (let at = from; at < to; at += part - overlap) {
        const length = read(memory, buffer, at, Math.min(part, to - at));
        const bytes = buffer.subarray(0, length);
        for (const needle of needles)
          for (const form of formsOf(needle)) found.set(needle, (found.get(needle) ?? 0) + count(bytes, form));
      }
  } finally {
    buffer.fill(0);
    closeSync(memory);
  }
  return found;
}

function rangesOf(pid: number): readonly (readonly [from: number, to: number])[] {
  return readFileSync(`/proc/${pid}/maps`, "utf8")
    .split("\n")
    .flatMap((line) => {
      const [, from = "", to = ""] = /^([\da-f]+)-([\da-f]+) rw/.exec(line) ?? [];
      return from === "" ? [] : [[Number.parseInt(from, 16), Number.parseInt(to, 16)] as const];
    });
}

/** A page that cannot be read, such as one that was given back, has nothing in it. */
function read(memory: number, buffer: Buffer, at: number, length: number): number {
  try {
    return readSync(memory, buffer, 0, length, at);
  } catch {
    return 0;
  }
}

function count(bytes: Buffer, needle: Buffer): number {
  let times = 0;
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) times++;
  return times;
}
