/**
 * Public data files -> an election pack.
 *
 *     node tools/build-election.ts FOLDER [OUT] [--published FILE] [--register FILE]
 *
 * FOLDER holds the files that `elections/uk-2024/SOURCES.md` lists; OUT is the pack's folder. The same input gives the
 * same bytes. With `--published` the publisher's own shares and majorities go to FILE, for tests of the arithmetic. With `--register` the parties go to
 * FILE with their ids at the Electoral Commission: `elections/parties.json`, which all packs share.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  type Party,
  electionSchema,
  peopleSchema,
  placesSchema,
  resultsSchema,
  seatsSchema,
} from "../src/core/election.ts";
import { checkPack } from "../src/data/election-pack.ts";
import { checkedFile, digestsOf } from "../src/data/pack/checked.ts";
import { buildByElections, readByElectionRows } from "./build-election/by-elections.ts";
import { buildCandidates, buildResults, readCandidateRows, winners } from "./build-election/candidates.ts";
import { buildCorrections } from "./build-election/corrections.ts";
import { calledApart } from "./build-election/called.ts";
import { buildCounties } from "./build-election/counties.ts";
import { renumbered } from "./build-election/codes.ts";
import { facts, lastElection } from "./build-election/facts.ts";
import { toLines } from "../src/data/make/json.ts";
import { buildMembers } from "./build-election/members.ts";
import { buildPoliticians } from "./build-election/offices.ts";
import { groupParties, type Parties } from "./build-election/parties.ts";
import { buildPublished } from "./build-election/published.ts";
import { buildPlaces } from "./build-election/places.ts";
import { regions } from "./build-election/regions.ts";
import { buildSeats } from "./build-election/seats.ts";
import { InputError, type Row } from "./build-election/table.ts";
import { buildTargets } from "./build-election/targets.ts";
import { verifyTiers } from "./build-election/verify-tiers.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { published: { type: "string" }, register: { type: "string" } },
});
const [folder, out = "elections/uk-2024"] = positionals;
try {
  if (folder === undefined) throw new InputError("Say where the data is: node tools/build-election.ts FOLDER [OUT]");
  build(folder, out, values);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function build(from: string, to: string, { published, register }: { published?: string; register?: string }): void {
  const rows = readCandidateRows(from);
  const byElectionRows = readByElectionRows(from);
  const parties = groupParties([...rows, ...byElectionRows]);
  const seats = buildSeats(from, renumbered(from));
  const candidates = calledApart(from, buildCandidates(rows, parties));
  const results = buildResults(from, rows);
  const members = buildMembers(from, { lastElection, seats, candidates, parties });
  const politicians = buildPoliticians(from, members);
  verifyTiers(from, politicians);

  const ordered = parties.ordered(
    tally([...winners(candidates, results).values()].map((party) => [party, 1])),
    votes(),
  );
  function votes(): Map<string, number> {
    return tally(rows.map((row) => [parties.of(row), row.count("Votes")]));
  }
  const election = {
    ...facts,
    regions,
    counties: buildCounties(from, seats),
    parties: ordered,
    corrections: buildCorrections(from, rows, { seats, candidates, results }),
    byElections: buildByElections(from, byElectionRows, parties),
    targets: buildTargets({ seats, parties: ordered, candidates, members }),
  };
  mkdirSync(to, { recursive: true });
  write(join(to, "election.json"), electionSchema.parse(election));
  write(join(to, "seats.json"), seatsSchema.parse(seats));
  write(join(to, "results.json"), resultsSchema.parse(results));
  write(join(to, "people.json"), peopleSchema.parse({ candidates, members, politicians }));
  write(join(to, "places.json"), placesSchema.parse(buildPlaces(from, seats)));
  const [fault] = checkPack(to);
  if (fault) throw new InputError(`The pack contradicts itself: ${fault.file}, ${fault.at}: ${fault.what}`);
  const names = ["election.json", "seats.json", "results.json", "people.json", "places.json"];
  const texts = names.map((name) => [name, readFileSync(join(to, name), "utf8")]);
  writeFileSync(join(to, checkedFile), digestsOf(Object.fromEntries(texts)));
  if (register !== undefined) write(register, registerOf(ordered, [...rows, ...byElectionRows], parties));
  if (published !== undefined) writeFileSync(published, buildPublished(from, rows, parties));
}

/** Parties with the Electoral Commission's ids, as far as candidates' rows have them. */
function registerOf(ordered: readonly Party[], rows: readonly Row[], parties: Parties): object[] {
  const ids = new Map<string, Set<string>>();
  for (const row of rows) {
    const id = row.optional("Electoral Commission party ID");
    if (/^PP\d+$/.test(id)) ids.set(parties.of(row), (ids.get(parties.of(row)) ?? new Set()).add(id));
  }
  return ordered.map((party) => ({ ...party, registered: [...(ids.get(party.id) ?? [])].toSorted() }));
}

function write(file: string, value: unknown): void {
  writeFileSync(file, `${toLines(value)}\n`);
  console.log(file);
}

function tally(counts: readonly (readonly [string, number])[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [key, count] of counts) sums.set(key, (sums.get(key) ?? 0) + count);
  return sums;
}
