/** The command line in this process: a verb's input, output and exit code, without a program's start. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { main } from "../../src/main.ts";
import type { Ran, RunOptions } from "./process.ts";

/** A database of this process's own. */
const ownDatabase = join(tmpdir(), `teller-line-${process.pid}.sqlite`);

/**
 * `teller ARGS…` at a pipe, with nothing of this process's own configuration. Not for a verb that waits for a signal.
 */
export async function teller(
  args: readonly string[],
  { input = "", env = {} }: Pick<RunOptions, "input" | "env"> = {},
): Promise<Ran> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const written = Promise.all([text(stdout), text(stderr)]);
  stdin.end(input);
  const code = await main(args, {
    in: stdin as unknown as NodeJS.ReadStream,
    out: stdout as unknown as NodeJS.WriteStream,
    err: stderr as unknown as NodeJS.WriteStream,
    env: { DATABASE: ownDatabase, ...env },
  });
  for (const stream of [stdout, stderr]) stream.end();
  const [out, err] = await written;
  return { code, out, err };
}
