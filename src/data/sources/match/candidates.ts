/** Candidates by a source's names. A name and a party that contradict each other mean nobody. */
import type { Candidate, Party } from "../../../core/election.ts";
import { slips } from "../../../core/slips.ts";
import { keyOf } from "./exact.ts";
import { Misfit, quoted } from "./misfit.ts";

/** A candidate of the election itself or of a by-election. */
export type Runner = Pick<Candidate, "id" | "given" | "family" | "party">;

/** One candidate as a source writes it; blanks are absent. */
export interface NamedCandidate {
  readonly id?: string;
  /** Given and family name in one. */
  readonly name?: string;
  readonly given?: string;
  readonly family?: string;
  readonly party?: readonly string[];
}

export interface Asked {
  readonly line: NamedCandidate;
  /** The party that the line names, where the pack knows it. */
  readonly party: Party | undefined;
  readonly runners: readonly Runner[];
  /** Names may be made up, as in a rehearsal: then the party alone will do. */
  readonly madeUp: boolean;
  /** A party alone is not enough: the seat is not known surely. */
  readonly byNameOnly: boolean;
}

/** @throws Misfit */
export function candidateOf({ line, party, runners, madeUp, byNameOnly }: Asked): Runner {
  const names = namesOf(line);
  const called = named(runners, names);
  const agreeing = party ? called.filter((runner) => runner.party === party.id) : called;
  if (line.id !== undefined) return byId(line, line.id, { runners, called, agreeing });
  const [only, another] = agreeing;
  if (only && !another) return only;
  if (only) throw new Misfit(`${said(line)} may be two candidates`);
  if (called.length > 0 && !madeUp) throw new Misfit(`${said(line)} stands, but not for ${partySaid(line)}`);
  if (!party) throw new Misfit(`no candidate ${said(line)}`);
  const own = runners.filter((runner) => runner.party === party.id);
  const [one, two] = own.filter((runner) => names.length === 0 || madeUp || isNearly(names, runner, party));
  if (one && !two && !(names.length === 0 && byNameOnly)) return one;
  if (one && two) throw new Misfit(`${party.name} has several candidates: ${said(line)} is not told apart`);
  if (own.length === 0) throw new Misfit(`no candidate of ${partySaid(line)}`);
  throw new Misfit(
    names.length === 0
      ? `the seat is known only by a nickname: ${partySaid(line)} needs the candidate's name`
      : `${said(line)} is not the candidate of ${partySaid(line)}`,
  );
}

type Ways = Readonly<Record<"runners" | "called" | "agreeing", readonly Runner[]>>;

/** An id is believed unless the name is another candidate's, or neither name nor party is theirs. */
function byId(line: NamedCandidate, id: string, { runners, called, agreeing }: Ways): Runner {
  const runner = runners.find((one) => one.id === id);
  if (!runner) throw new Misfit(`no candidate with the id ${quoted(id)}`);
  if (agreeing.length > 0 ? agreeing.includes(runner) : called.length === 0) return runner;
  throw new Misfit(`the id ${quoted(id)} and ${said(line)} are two candidates`);
}

/** A name as a family name, or as all of it, in keys. */
interface Name {
  readonly given?: string;
  readonly family?: string;
  readonly whole: readonly string[];
}

function namesOf({ name = "", given = "", family = "" }: NamedCandidate): readonly Name[] {
  const [last = "", first = ""] = name.split(/,(.*)/s);
  const split: Name[] = family === "" ? [] : [{ given: keyOf(given), family: keyOf(family), whole: [] }];
  const comma: Name[] = first.trim() === "" ? [] : [{ given: keyOf(first), family: keyOf(last), whole: [] }];
  const whole: Name[] = keyOf(name) === "" ? [] : [{ whole: [keyOf(name)] }];
  return [...split, ...comma, ...whole].filter((one) => one.family !== "");
}

/** Finds by the whole name; failing that, by the family name. */
function named(runners: readonly Runner[], names: readonly Name[]): readonly Runner[] {
  const whole = runners.filter((runner) => names.some((name) => isWhole(name, runner)));
  if (whole.length > 0) return whole;
  return runners.filter((runner) => names.some((name) => isFamily(name, runner)));
}

const wholeOf = ({ given, family }: Runner): string => keyOf(`${given} ${family}`);

function isWhole({ given, family, whole }: Name, runner: Runner): boolean {
  if (family !== undefined) return wholeOf(runner) === `${given ?? ""} ${family}`.trim();
  return whole.includes(wholeOf(runner));
}

function isFamily({ given, family, whole }: Name, runner: Runner): boolean {
  const own = keyOf(runner.family);
  if (family !== undefined) return family === own && (given === undefined || alike(given, keyOf(runner.given)));
  return whole.some((name) => name === own || (name.endsWith(` ${own}`) && alike(name, keyOf(runner.given))));
}

/** "Steve" may be Stephen, and "J" John, but no "Jane" is "Simon". */
const alike = (a: string, b: string): boolean => a === "" || b === "" || a[0] === b[0];

/** A family name spelt a little otherwise, or changed; an independent's must be right. */
function isNearly(names: readonly Name[], runner: Runner, { kind }: Party): boolean {
  if (kind === "independents") return false;
  const [given, family] = [keyOf(runner.given), keyOf(runner.family)];
  return names.some(({ given: first, family: last, whole }) => {
    if (last === undefined)
      return whole.some((name) => slips(name, wholeOf(runner), 2) <= 2 || name.startsWith(`${given} `));
    return (first !== "" && first === given) || slips(last, family, 2) <= Math.min(2, Math.floor(family.length / 3));
  });
}

function said({ id, name, given = "", family, party }: NamedCandidate): string {
  const words = name ?? (family === undefined ? undefined : `${given} ${family}`);
  if (words !== undefined) return quoted(words);
  return party?.length ? quoted(party[0] ?? "") : quoted(id ?? "");
}

const partySaid = ({ party = [] }: NamedCandidate): string => quoted(party[0] ?? "");
