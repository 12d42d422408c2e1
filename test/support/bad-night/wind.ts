/** Clocks of programs that can be moved while they run, by libfaketime, where Debian's is installed. */
import { globSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [library] = globSync("/usr/lib/*/faketime/libfaketime.so.1");

export interface Windable {
  /** The environment of an instance whose clock is to be moved. @param n from 0 */
  env(n: number): Readonly<Record<string, string>>;
  /** Sets an instance's clock so many seconds ahead of this machine's, or behind; absent where nothing can. */
  readonly wind: ((n: number, seconds: number) => void) | undefined;
}

export function windable(folder: string): Windable {
  if (library === undefined) return { env: () => ({}), wind: undefined };
  const file = (n: number): string => join(folder, `clock-${n}`);
  const wind = (n: number, seconds: number): void => writeFileSync(file(n), `${seconds < 0 ? "" : "+"}${seconds}\n`);
  return {
    env(n) {
      wind(n, 0);
      return {
        LD_PRELOAD: library,
        FAKETIME_TIMESTAMP_FILE: file(n),
        FAKETIME_NO_CACHE: "1",
        // The clock that nobody can move stays as it is.
        FAKETIME_DONT_FAKE_MONOTONIC: "1",
        DONT_FAKE_MONOTONIC: "1",
      };
    },
    wind,
  };
}
