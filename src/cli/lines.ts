/** Questions from a pipe, a line each. */
import { createInterface } from "node:readline";

/** Longest line that is looked at whole; what follows in the same line is dropped. */
const longest = 20_000;

export async function* lines(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  for await (const line of createInterface({ input, crlfDelay: Infinity })) yield line.slice(0, longest);
}
