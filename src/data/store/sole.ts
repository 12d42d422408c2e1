/**
 * A database that is a file belongs to one program: two would each ask every source, and neither would know what the other
 * said. The mark is a lock of the operating system's on a file beside it, which ends with the program however it ends.
 */
import { closeSync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { isDatabaseAddress } from "../../lib/address.ts";
import { StoreError } from "./engine.ts";

export interface Sole {
  /** Another program may wait for this one, which is about to end. */
  leaving(): void;
  release(): void;
}

/** Milliseconds for which a program that is leaving is waited for, and between two looks at it. */
const usualWaits = { leaving: 60_000, look: 50 };

const nothing: Sole = { leaving: () => {}, release: () => {} };

/**
 * Waits for a program that is leaving. There are two marks: that a program runs, and that it means to stay.
 * @param where a path or an address, which any number of programs may share
 * @throws StoreError where another program runs on the file and stays
 */
export async function holdAlone(where: string, waits = usualWaits): Promise<Sole> {
  if (isDatabaseAddress(where) || where === ":memory:") return nothing;
  const letGo = lock(`${where}-staying`);
  if (letGo === "held")
    throw new StoreError(
      `Another Teller runs on ${where}, and a file is one program's: stop that one first, or let both share a PostgreSQL by DATABASE_URL.`,
      { code: "locked" },
    );
  for (const end = performance.now() + waits.leaving; ;) {
    const release = lock(`${where}-running`);
    if (release !== "held") {
      const all = (): void => [letGo, release].forEach((one) => one());
      return { leaving: letGo, release: all };
    }
    if (performance.now() > end) {
      letGo();
      throw new StoreError(`Another Teller is leaving ${where}, and does not come to an end: stop it first.`, {
        code: "locked",
      });
    }
    await pause(waits.look);
  }
}

/** @returns the way to let go of it, or that another program holds it */
function lock(path: string): (() => void) | "held" {
  let file: DatabaseSync | undefined;
  try {
    closeSync(openSync(path, "a", 0o600));
    file = new DatabaseSync(path, { timeout: 0 });
    file.exec("pragma journal_mode = memory; begin exclusive");
  } catch (error) {
    file?.close();
    if (error instanceof Error && "errcode" in error && (error.errcode === 5 || error.errcode === 6)) return "held";
    // A folder in which no file can be made: the database itself will say so, better.
    return () => {};
  }
  const held = file;
  let isOpen = true;
  return () => {
    if (isOpen) held.close();
    isOpen = false;
  };
}
