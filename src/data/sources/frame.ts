/** The frame of every source: it reads, says nothing where nothing is new, and otherwise says all that it knows. */
import type { Found, Source, Remembered } from "./source.ts";

export type Answers = Remembered["answers"];

export interface Reader {
  /** Every answer, new or as kept. @throws SourceError */
  read(kept: Remembered | undefined, signal: AbortSignal): Promise<Answers>;
  /** Declarations in the answers; the same answers give the same. @throws SourceError where none of them can be read */
  interpret(answers: Answers): readonly Found[];
}

/**
 * On the first question in the process's life a source says all that it knows, even if nothing is new: the pack, or
 * this program, may have learned a name since.
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

/** A source of which everything is wrong gets few lines, so that it buries nothing else on the desk. */
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
