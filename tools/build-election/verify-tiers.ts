/** Compares the tiers worked out here with an independent list of the members who lost, and its counts. */
import type { Politician } from "../../src/core/election.ts";
import { index, InputError, must, readTable } from "./table.ts";

const tiers: Readonly<Record<string, Politician["tier"] | "none">> = {
  "1 Former prime minister": "former-prime-minister",
  "1 Full cabinet": "cabinet",
  "1 Shadow cabinet": "shadow-cabinet",
  "2 Attends cabinet": "attends-cabinet",
  "3 Former full cabinet": "former-cabinet",
  "4 Minister outside cabinet": "minister",
  "5 Formerly attended cabinet": "formerly-attended",
  "6 Backbencher or other": "none",
};
const lost: Readonly<Record<Politician["tier"], number>> = {
  "former-prime-minister": 1,
  cabinet: 8,
  "shadow-cabinet": 2,
  "attends-cabinet": 4,
  "former-cabinet": 17,
  minister: 27,
  "formerly-attended": 2,
};

export function verifyTiers(folder: string, politicians: readonly Politician[]): void {
  const ours = new Map(politicians.map(({ mnis, tier }) => [mnis, tier]));
  const counts = new Map<string, number>();
  for (const row of index(readTable(folder, "mps_and_ministers/derived_portillo_moments.csv"), "mnis_id").values()) {
    const listed = must(tiers[row.text("tier")], `${row.where}, field "tier": unknown`);
    const tier = ours.get(row.count("mnis_id")) ?? "none";
    if (tier !== listed)
      throw row.wrong("tier", `${row.text("surname")} is listed as ${listed}, worked out as ${tier}`);
    counts.set(tier, (counts.get(tier) ?? 0) + 1);
  }
  for (const [tier, count] of Object.entries(lost)) {
    if (counts.get(tier) !== count) throw new InputError(`${counts.get(tier)} of tier ${tier} lost, not ${count}`);
  }
}
