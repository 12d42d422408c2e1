/**
 * Work of which no line of the log may tell when it was done, whoever would write it: an adapter, an SDK's ear, ourselves. Its
 * lines go to an ear of its own, which may tell of them later.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Log } from "../lib/log.ts";

type Ear = (event: string) => void;

const ears = new AsyncLocalStorage<Ear>();

/** @param ear told of each line that the work, and whatever it waits for, would have written */
export const hushed = <T>(ear: Ear, work: () => Promise<T>): Promise<T> => ears.run(ear, work);

/** A log that hushed work does not reach. */
export function hushable(log: Log): Log {
  const write =
    (kind: keyof Log): Log["info"] =>
    (event, fields) => {
      const ear = ears.getStore();
      if (ear) ear(event);
      else log[kind](event, fields);
    };
  return { info: write("info"), warn: write("warn"), error: write("error") };
}
