import type { ChildProcess } from "node:child_process";

/** Waits until a process is no more. @returns its exit code; null where a signal ended it */
export const gone = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => void child.once("close", (code) => resolve(code)));
