/** A replay's output, read back: entries under their times, and the items that each of them tells. */
import { PassThrough } from "node:stream";
import type { Rehearsed, World } from "../../src/cli/world.ts";
import { readConfig } from "../../src/config.ts";
import { openHouse } from "../../src/main.ts";
import { replay } from "../../src/main/replay.ts";

export interface Entry {
  /** "2:06am" */
  readonly time: string;
  /** On one line, whatever the width. */
  readonly words: string;
}

const begins = /^(\d{1,2}:\d\d[ap]m) +(?=REHEARSAL: )/;

/** @param text of a screen that is wide enough for times to stand beside the words */
export function entriesOf(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  let isIn = false;
  for (const line of text.split("\n")) {
    const [head, time] = begins.exec(line) ?? [];
    if (head !== undefined && time !== undefined) {
      entries.push({ time, words: line.slice(head.length).trim() });
      isIn = true;
    } else if (isIn && line !== "" && !line.startsWith(" ".repeat(9))) isIn = false;
    const last = entries.at(-1);
    if (isIn && last && head === undefined && line !== "")
      entries[entries.length - 1] = { ...last, words: `${last.words} ${line.trim()}` };
  }
  return entries;
}

/** Each item that was told, after its mark, with its time. */
export const toldIn = (text: string): readonly Entry[] =>
  entriesOf(text).flatMap(({ time, words }) =>
    words
      .split("REHEARSAL: ")
      .filter(Boolean)
      .map((told) => ({ time, words: told.trim() })),
  );

/** A seat's first result: "LAB HOLD: Knowsley. Anneliese Midgley beats …" */
const result = /^[A-Z]+ (?:HOLD|GAIN FROM [A-Z]+): (.+?)\. (?=\p{Lu})/u;

/** Names of the seats whose results were told, in order. */
export const seatsTold = (text: string): readonly string[] =>
  toldIn(text).flatMap(({ words }) => result.exec(words)?.[1] ?? []);

interface Played extends Rehearsed {
  readonly columns?: number;
  /** Folder of another pack. */
  readonly election?: string;
}

/** In this process, to a pipe of its own. @param file of the database */
export async function rehearsed(file: string, { columns, election, ...options }: Played = {}) {
  const screen = () => {
    const stream = Object.assign(new PassThrough(), { isTTY: false, columns });
    let text = "";
    stream.setEncoding("utf8").on("data", (part: string) => (text += part));
    return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
  };
  const [out, err] = [screen(), screen()];
  const world = { in: process.stdin, out: out.stream, err: err.stream } as unknown as World;
  const config = { ...readConfig({ REPLAY: file }), ...(election !== undefined && { election }) };
  const code = await replay({ config, speed: "max", ...options }, world, openHouse);
  return { code, out: out.text(), err: err.text() };
}
