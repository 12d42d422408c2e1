/** Candidates by a source's names. A name and a party that contradict each other mean nobody. */
import type { Candidate, Party } from "../../../core/election.ts";
import { certaintiesOf, plainWords, untitled } from "../../../core/desk/name.ts";
import { slips } from "../../../core/slips.ts";
import { isSameName } from "../../words/given-names.ts";
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
  readonly note: (why: string) => void;
}

/** @throws Misfit */
export function candidateOf({ line, party, runners, madeUp, byNameOnly, note }: Asked): Runner {
  const isNamed = [line.name, line.family].some((name = "") => keyOf(name) !== "");
  const called = named(runners, line);
  const agreeing = party ? called.filter((runner) => runner.party === party.id) : called;
  const own = line.id === undefined ? undefined : byId(line, line.id, { runners, called, agreeing }, party, note);
  if (own) return own;
  const [only, another] = agreeing;
  if (only && !another) return only;
  if (only) throw new Misfit(`${said(line)} may be two candidates`);
  if (called.length > 0 && !madeUp) throw new Misfit(`${said(line)} stands, but not for ${partySaid(line)}`);
  if (!party) throw new Misfit(`no candidate ${said(line)}`);
  const partys = runners.filter((runner) => runner.party === party.id);
  const [one, two] = partys.filter((runner) => !isNamed || madeUp || isNearly(line, runner, party));
  if (one && !two && (isNamed || !byNameOnly)) return one;
  if (one && two) throw new Misfit(`${party.name} has several candidates: ${said(line)} is not told apart`);
  if (partys.length === 0) throw new Misfit(`no candidate of ${partySaid(line)}`);
  throw new Misfit(
    !isNamed
      ? `the seat is known only by a nickname: ${partySaid(line)} needs the candidate's name`
      : `${said(line)} is not the candidate of ${partySaid(line)}`,
  );
}

type Ways = Readonly<Record<"runners" | "called" | "agreeing", readonly Runner[]>>;

/**
 * An id is believed unless the name is another candidate's, or neither name nor party is theirs. Where name and party agree on
 * one candidate, an id that nobody has, or another, is a slip of the source's.
 * @returns undefined where the id says nothing
 */
function byId(
  line: NamedCandidate,
  id: string,
  { runners, called, agreeing }: Ways,
  party: Party | undefined,
  note: Asked["note"],
): Runner | undefined {
  const runner = runners.find((one) => one.id === id);
  const [only, another] = agreeing;
  const agree = only !== undefined && another === undefined && party !== undefined ? only : undefined;
  if (!runner) {
    if (!agree && !(only && !another && line.party === undefined))
      throw new Misfit(`no candidate with the id ${quoted(id)}`);
    note("ids that no candidate there has: names were gone by");
    return only;
  }
  if (agreeing.length > 0 ? agreeing.includes(runner) : called.length === 0) return runner;
  if (!agree) throw new Misfit(`the id ${quoted(id)} and ${said(line)} are two candidates`);
  note("ids of other candidates: names and parties agree, and were gone by");
  return agree;
}

/** The runners whom the name fits best, if it fits any. */
function named(runners: readonly Runner[], { name = "", given = "", family = "" }: NamedCandidate): readonly Runner[] {
  if (keyOf(name) === "" && keyOf(family) === "") return [];
  const rates = certaintiesOf({ name, given, family }, runners, isSameName);
  const most = Math.max(...rates);
  return most <= 0 ? [] : runners.filter((_, i) => rates[i] === most);
}

/** A family name spelt a little otherwise, or changed; an independent's must be right. */
function isNearly({ name = "", given = "", family = "" }: NamedCandidate, runner: Runner, { kind }: Party): boolean {
  if (kind === "independents") return false;
  const own = { given: plainWords(runner.given).join(" "), family: plainWords(runner.family).join(" ") };
  const whole = untitled(plainWords(family === "" ? name.split(",").toReversed().join(" ") : `${given} ${family}`));
  const last = family === "" ? whole.slice(-plainWords(runner.family).length) : plainWords(family);
  return (
    slips(whole.join(" "), `${own.given} ${own.family}`, 2) <= 2 ||
    (own.given !== "" && whole.slice(0, own.given.split(" ").length).join(" ") === own.given) ||
    slips(last.join(" "), own.family, 2) <= Math.min(2, Math.floor(own.family.length / 3))
  );
}

function said({ id, name, given = "", family, party }: NamedCandidate): string {
  const words = name ?? (family === undefined ? undefined : `${given} ${family}`);
  if (words !== undefined) return quoted(words);
  return party?.length ? quoted(party[0] ?? "") : quoted(id ?? "");
}

const partySaid = ({ party = [] }: NamedCandidate): string => quoted(party[0] ?? "");
