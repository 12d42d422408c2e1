/** What all sources have in common: they read, say nothing where nothing is new, and otherwise say all that they know. */
import type { Found, Source, Remembered } from "./source.ts";

export type Answers = Remembered["answers"];

export interface Reader {
  /** Every answer, new or as kept. @throws SourceError */
  read(kept: Remembered | undefined, signal: AbortSignal): Promise<Answers>;
  /** What they say. The same answers say the same. @throws SourceError where nothing of them can be read */
  interpret(answers: Answers): readonly Found[];
}

/**
 * Asked for the first time in the process's life, a source says all that it knows though nothing be new: the pack, or this
 * program, may have learned a name since.
 */
export function framed(about: Pick<Source, "name" | "kind" | "staff">, reader: Reader): Source {
  let hasSpoken = false;
  return {
    ...about,
    async ask(kept, signal) {
      const answers = await reader.read(kept, signal);
      const same = kept && isSame(kept.answers, answers) ? kept : undefined;
      if (same && hasSpoken) return { found: [], kept: same };
      const found = few(reader.interpret(answers));
      hasSpoken = true;
      return { found, kept: same ?? { answers } };
    },
  };
}

/** A source that is wrong all over is told of in few words, and buries nothing else on the desk. */
function few(found: readonly Found[]): readonly Found[] {
  const quarantined = found.filter(({ kind }) => kind === "quarantine");
  const left = new Set(quarantined.slice(mostQuarantined));
  const last = quarantined[mostQuarantined];
  if (last?.kind !== "quarantine") return found;
  const why = `and ${left.size} more that fit nothing: is it the right source?`;
  return [...found.filter((one) => !left.has(one)), { ...last, why }];
}

const mostQuarantined = 200;

function isSame(before: Answers, now: Answers): boolean {
  const names = Object.keys(now);
  return (
    names.length === Object.keys(before).length &&
    names.every((name) => {
      const one = Object.hasOwn(before, name) ? before[name] : undefined;
      return one?.mark === now[name]?.mark && one?.text === now[name]?.text;
    })
  );
}
