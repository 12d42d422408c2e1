/** Three seats of the real pack, whole in themselves: quick to damage, write and load. */
import type { Election, PublishedResult } from "../../src/core/election.ts";
import { loadPack } from "../../src/data/election-pack.ts";

export const uk2024 = new URL("../../elections/uk-2024/", import.meta.url);

/** North East Somerset and Hanham; Chorley, the Speaker's; Runcorn and Helsby, which has had a by-election. */
const codes = new Set(["E14001394", "E14001170", "E14001455"]);

export interface SmallPack {
  "election.json": Omit<Election, "seats" | "candidates" | "members" | "politicians">;
  "seats.json": Election["seats"][number][];
  "results.json": PublishedResult[];
  "people.json": Pick<Election, "candidates" | "members" | "politicians">;
}

const whole = cut();

/** A copy of one's own, to damage at will. */
export function smallPack(): SmallPack {
  return structuredClone(whole);
}

function cut(): SmallPack {
  const { election, seats, results, people } = loadPack(uk2024);
  const members = people.members.filter((member) => codes.has(member.stood?.seat ?? ""));
  const ids = new Set(members.map((member) => member.mnis));
  const lists = election.targets.lists.map((list) => ({
    ...list,
    seats: list.seats.filter((code) => codes.has(code)),
  }));
  return {
    "election.json": {
      ...election,
      exitPoll: { at: election.pollsClose, by: "Ipsos for BBC, ITV and Sky", seats: { lab: 2, others: 1 } },
      byElections: election.byElections.filter((one) => codes.has(one.seat)),
      targets: { ...election.targets, lists: lists.filter((list) => list.seats.length > 0) },
    },
    "seats.json": seats.filter((seat) => codes.has(seat.code)),
    "results.json": results.filter((result) => codes.has(result.seat)),
    "people.json": {
      candidates: people.candidates.filter((candidate) => codes.has(candidate.seat)),
      members,
      politicians: people.politicians.filter((one) => ids.has(one.mnis)),
    },
  };
}
