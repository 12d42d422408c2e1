/** By-elections that were held, made again from a file with their votes: each is measured by the result before it, and replays. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadPack } from "../../src/data/election-pack.ts";
import { elections } from "../../src/main/elections.ts";
import { teller } from "../support/command-line.ts";
import { uk2024 } from "../support/small-pack.ts";

const folder = mkdtempSync(join(tmpdir(), "teller-held-"));
const { election, seats, results, people } = loadPack(uk2024);
const nameOf = (code: string): string => seats.find((seat) => seat.code === code)?.name ?? code;
const printedOf = (id: string): string => election.parties.find((party) => party.id === id)?.printed[0] ?? id;

const file = join(folder, "held.csv");
writeFileSync(
  file,
  [
    "person_id,person_name,ballot_paper_id,election_date,party_name,post_label,gss,votes_cast,spoilt_ballots",
    ...election.byElections.flatMap(({ seat, date, rejected, candidates }) =>
      candidates.map(({ id, given, family, party, votes }) =>
        [id, `${given} ${family}`, `parl.x.by.${date}`, date, printedOf(party), nameOf(seat), seat, votes, rejected]
          .map((cell) => `"${cell}"`)
          .join(","),
      ),
    ),
  ].join("\n"),
);

describe.each(election.byElections.map((held) => [nameOf(held.seat), held] as const))("%s", (name, held) => {
  const to = join(folder, held.seat);
  const made = elections.make({ kind: "by-election", from: file, to, date: held.date, seats: [name] });

  test("has the general election as its last result, and its own votes as its result", async () => {
    expect((await made).faults).toEqual([]);
    const pack = loadPack(to);
    const general = results.find(({ seat }) => seat === held.seat);
    const sums = new Map<string, number>();
    for (const { id, party } of people.candidates.filter(({ seat }) => seat === held.seat))
      sums.set(party, (sums.get(party) ?? 0) + (general?.votes[id] ?? 0));
    expect(pack.seats[0]?.previous).toMatchObject({ valid: general?.valid, votes: Object.fromEntries(sums) });
    expect(pack.results).toMatchObject([{ seat: held.seat, valid: held.valid, rejected: held.rejected }]);
  });
});

test("a by-election replays as a general election does", async () => {
  const held = election.byElections.find(({ seat }) => nameOf(seat) === "Runcorn and Helsby") ?? expect.fail();
  await elections.make({ kind: "by-election", from: file, to: join(folder, "again"), date: held.date });
  const env = { ELECTION: join(folder, "again"), REPLAY: join(folder, "replay.sqlite") };
  const { code, out } = await teller(["replay", "--speed", "max", "--fresh"], { env });
  expect(code).toBe(0);
  const words = out.replaceAll(/\s+/g, " ");
  // The closest by-election there has been, and the swing that was published with it.
  expect(words).toContain("REF GAIN FROM LAB: Runcorn and Helsby. Sarah Joanne Pochin beats Karen Louise Shore by 6");
  expect(words).toContain("swing 17.4 pts");
  expect(words).not.toMatch(/portillo|exit poll|wins a majority|notional/i);
});
