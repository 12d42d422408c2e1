/** A program that goes on until it is told to leave. */
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";

/** A database of this process's own. */
const ownDatabase = join(tmpdir(), `teller-service-${process.pid}.sqlite`);

export interface Line {
  readonly msg: string;
  readonly level: string;
  readonly platform?: string;
}

export interface Service {
  /** Everything that it wrote. */
  text(): string;
  /** The lines of its log so far. */
  lines(): readonly Line[];
  /** Waits for a line that has this in its message. */
  says(words: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Shuts its pipes: nobody reads its output any more. */
  deaf(): void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Registers work for the end of a test, or of all the tests that share a process. */
export type AtEnd = (done: () => void | Promise<void>) => void;

/** The program is killed at the end: of the test, unless `atEnd` has another. */
export function service(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  atEnd: AtEnd = onTestFinished,
): Service {
  const child = spawn(process.execPath, [...args], {
    env: { PATH: process.env["PATH"] ?? "", DATABASE: ownDatabase, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => (text += part));
  const ended = new Promise<number | string>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  atEnd(() => void child.kill("SIGKILL"));
  const lines = (): readonly Line[] =>
    text
      .split("\n")
      .filter((line) => line.startsWith("{") && line.endsWith("}"))
      .map((line) => JSON.parse(line) as Line);
  return {
    text: () => text,
    lines,
    says: async (words) => {
      await vi.waitFor(
        () => {
          if (!lines().some(({ msg }) => msg.includes(words))) throw new Error(`no “${words}” in:\n${text}`);
        },
        // A program's start takes half a minute on a busy machine.
        { timeout: 45_000 },
      );
    },
    kill: (signal) => void child.kill(signal),
    deaf: () => [child.stdout, child.stderr].forEach((stream) => void stream.destroy()),
    ended,
  };
}
