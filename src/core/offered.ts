/** Names offered before a letter is typed: the newest, the awaited, the fallen, as the kind of argument has it. */
import { may } from "./asker.ts";
import type { NameKind } from "./args.ts";
import type { Command, Context } from "./command.ts";
import { fallen } from "./news/milestone.ts";
import type { PersonFinder } from "./finder.ts";
import type { Outcome } from "./outcome.ts";
import type { Results } from "./results.ts";
import { fullName } from "./story.ts";

/** Best first; each of them can be asked. */
export function offered(kind: NameKind, context: Context, limit: number): readonly string[] {
  const { parties, regions } = context.results.election;
  switch (kind) {
    case "seat":
      return seats(context, limit);
    case "person":
      return people(context, limit);
    // The pack has parties in the order of their seats.
    case "party":
      return parties.slice(0, limit).map(({ short }) => short);
    case "region":
      return regions.map(({ name }) => name).slice(0, limit);
    case "filter":
      return [
        "everything",
        "gains",
        ...parties.slice(0, 3).map(({ short }) => `${short} gains`),
        "new MPs",
        "to come",
        ...regions.map(({ name }) => name),
      ].slice(0, limit);
    case "command":
      return commandsFor(context)
        .map(({ name }) => name)
        .slice(0, limit);
  }
}

/** The commands that an asker may use where they are. */
export const commandsFor = ({ commands, asker, isOff }: Context): readonly Command[] =>
  commands.filter(({ name, role }) => may(role, asker) && !isOff(name));

/** The newest first, then those expected next: with both to tell, three in five are of the newest. */
function seats({ results }: Context, limit: number): readonly string[] {
  const { known, all } = results;
  const awaited = all.filter(({ standing }) => !standing).toSorted(byHour);
  const newest = Math.max(Math.ceil(limit * 0.6), limit - awaited.length);
  return [...known.slice(0, newest), ...awaited].slice(0, limit).map(({ seat }) => seat.name);
}

const byHour = ({ seat: one }: Outcome, { seat: other }: Outcome): number =>
  (one.guess ?? Infinity) - (other.guess ?? Infinity) || one.name.localeCompare(other.name, "en-GB");

/** Senior politicians who have lost, the newest first, and then those whose seats are awaited, the most senior first. */
function people({ results, people: finder }: Context, limit: number): readonly string[] {
  const found = told.get(results) ?? namesOf(results, finder);
  told.set(results, found);
  return found.slice(0, limit);
}

/** Names by results: to find how each is asked for takes longer than anybody's next letter. */
const told = new WeakMap<Results, readonly string[]>();
/** More than any platform offers at a time. */
const most = 25;

function namesOf(results: Results, finder: PersonFinder): readonly string[] {
  const { lookup, election } = results;
  const lost = results.known.flatMap((outcome) =>
    fallen(outcome, lookup).flatMap(({ mnis }) => {
      const line = outcome.lines.find(({ candidate }) => candidate.mnis === mnis);
      return line ? [{ line, outcome }] : [];
    }),
  );
  const awaited = election.politicians.flatMap(({ mnis }) => {
    const stood = lookup.member(mnis)?.stood;
    const outcome = stood && results.outcome(stood.seat);
    const line = outcome?.lines.find(({ candidate }) => candidate.id === stood?.candidate);
    return outcome && line && !outcome.standing ? [{ line, outcome }] : [];
  });
  return [...lost, ...awaited].slice(0, most).flatMap(({ line, outcome: { seat } }) => {
    const [match] = finder.rank(`${fullName(line)}, ${seat.name}`, 1);
    return match?.kind === "candidate" && match.candidate === line.candidate.id ? [match.asked] : [];
  });
}
