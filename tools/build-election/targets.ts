/** The target lists of 2024, by the rule that reproduces the published ranks. */
import type { ElectionFacts } from "../../src/core/election.ts";
import { targetLists, type Contest } from "../../src/data/make/targets.ts";
import { InputError } from "./table.ts";

const rule =
  "Seats that the party stands in and did not win at the 2019 notional result, ranked by the swing needed from 2019: " +
  "half the gap between the notional winner's share and the party's own. A party that does not stand in a seat, or has no " +
  "share of 2019 there, cannot have it as a target. " +
  "Left out as well are the Speaker's seat and seats " +
  "where most people of a former seat live that the party gained at a by-election since 2019. Equal swings stand in " +
  "order of the seats' codes. A party has a list if it had at least 2% of the notional vote in one of the four nations and has " +
  "at least 3 targets. The rule is ours; it gives both of the ranks that LabourList published, 164 and 170.";

/** Ranks in LabourList's target list, as published on 5 July 2024, which found the rule. */
const publishedLabourRanks = { E14001394: 164, E14001413: 170 };

export function buildTargets(contest: Contest): ElectionFacts["targets"] {
  const lists = targetLists(contest);
  const labour = lists.find((list) => list.party === "lab")?.seats ?? [];
  for (const [code, published] of Object.entries(publishedLabourRanks)) {
    const ours = labour.indexOf(code) + 1;
    if (ours !== published)
      throw new InputError(`targets.ts: ${code} is Labour's target ${ours}, published as ${published}`);
  }
  return { rule, lists };
}
