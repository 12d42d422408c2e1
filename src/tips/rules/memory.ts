/**
 * Memory that is let go is overwritten, as far as a running JavaScript program can: text stays in memory until its place is wanted
 * again, which may take hours. So all that nothing refers to any more is collected each minute, whether or not anything came:
 * a moment that depended on a tip would tell of it.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Milliseconds between two: a full collection holds everything else up for a moment. */
const apart = 20_000;

type Collect = (how: { type: "major"; execution: "sync"; flavor: "regular" }) => void;

/** @param real milliseconds of this machine's clock @returns collects, unless it has just done so */
export function createSweep(real: () => number): () => Promise<void> {
  // Node keeps small buffers in slabs, and a slab for as long as any of them is in use, the words of others with it.
  Buffer.poolSize = 0;
  // From the start: memory that became free before is not overwritten by the first collection after.
  const collect = collector();
  let last = -Infinity;
  return async () => {
    if (real() < last + apart) return;
    last = real();
    // Buffers that dead objects let go of are found a minute later: a second halt now costs as much again.
    collect({ type: "major", execution: "sync", flavor: "regular" });
  };
}

function collector(): Collect {
  // Collected memory is overwritten, and does not only become free.
  for (const flag of ["--clear-free-memory", "--expose-gc"]) setFlagsFromString(flag);
  const found: unknown = runInNewContext("gc");
  return typeof found === "function" ? (how) => void Reflect.apply(found, undefined, [how]) : () => {};
}
