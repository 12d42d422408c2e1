/** The frame of every source: it reads, says nothing where nothing is new, and otherwise says all that it knows. */
import { contestOf } from "../../core/declaration.ts";
import { quarantined } from "./match/misfit.ts";
import type { Found, Source, Remembered } from "./source.ts";

export type Answers = Remembered["answers"];

export interface Reader {
  /** Every answer, new or as kept. @throws SourceError */
  read(kept: Remembered | undefined, signal: AbortSignal): Promise<Answers>;
  /** Declarations in the answers; the same answers give the same. @throws SourceError where none of them can be read */
  interpret(answers: Answers): readonly Found[];
  /** Absent for a source that nobody types into: there, nothing is waited for. */
  readonly now?: () => Date;
}

/** Milliseconds for which somebody may be typing still. */
const typing = 4 * 60_000;

/**
 * On the first question in the process's life a source says all that it knows, even if nothing is new: the pack, or
 * this program, may have learned a name since. A seat that is not complete yet is a misfit only when it stays so.
 */
export function framed(about: Pick<Source, "name" | "kind" | "staff">, reader: Reader): Source {
  let hasSpoken = false;
  const now = reader.now ?? ((): Date => new Date());
  /** The first moment at which each contest was found incomplete, and the next at which one is no longer waited for. */
  let since: ReadonlyMap<string, number> = new Map();
  let due = Number.POSITIVE_INFINITY;

  function settled(found: readonly Found[]): readonly Found[] {
    const at = now().getTime();
    const waiting = new Map<string, number>();
    due = Number.POSITIVE_INFINITY;
    const told = found.filter((one) => {
      if (one.kind !== "quarantine" || one.how !== "incomplete" || !one.about || !reader.now) return true;
      const key = contestOf(one.about);
      const began = since.get(key) ?? at;
      waiting.set(key, began);
      if (at - began >= typing) return true;
      due = Math.min(due, began + typing);
      return false;
    });
    since = waiting;
    return told;
  }

  return {
    ...about,
    async ask(kept, signal) {
      const answers = await reader.read(kept, signal);
      const same = kept && isSame(kept.answers, answers) ? kept : undefined;
      if (same && hasSpoken && now().getTime() < due) return { found: [], kept: same };
      const found = reader.interpret(answers);
      const gone = same || !kept ? [] : goneFrom(kept, found, reader);
      hasSpoken = true;
      return { found: few([...settled(found), ...gone]), kept: same ?? { answers } };
    },
  };
}

/** Contests that the source spoke of the last time, and of which it has not a word now. */
function goneFrom(kept: Remembered, found: readonly Found[], reader: Reader): readonly Found[] {
  const spoken = new Set(found.flatMap((one) => (contestIn(one) === undefined ? [] : [contestIn(one)])));
  return saidBefore(kept, reader).flatMap((one) => {
    // Figures that were doubted may have been let through, or stand after others that were told.
    const said = one.kind === "declaration" ? one.said : one.kind === "quarantine" ? one.doubted : undefined;
    if (!said || said.state === "retraction" || spoken.has(contestOf(said))) return [];
    const { seat, byElection } = said;
    const about = { seat, ...(byElection !== undefined && { byElection }) };
    return [
      quarantined(
        one.where,
        "was said before, and is said no more: what was declared stands until editors retract it",
        "",
        { about, how: "gone" },
      ),
    ];
  });
}

function contestIn(found: Found): string | undefined {
  if (found.kind === "declaration") return contestOf(found.said);
  return found.kind === "quarantine" && found.about ? contestOf(found.about) : undefined;
}

/** Answers of an older version may be of another shape. */
function saidBefore({ answers }: Remembered, reader: Reader): readonly Found[] {
  try {
    return reader.interpret(answers);
  } catch {
    return [];
  }
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
