/** Parties and regions: what someone types must mean one of them. */
import { collect, type Fault, unique } from "./faults.ts";
import { others, type Pack } from "./pack.ts";

export function checkParties({ election }: Pack): Fault[] {
  return collect("election.json", "parties", (report) => {
    const ids = unique("party id");
    const names = new Map<string, string>();
    for (const [row, party] of election.parties.entries()) {
      ids(party.id, (what) => report(row, party.id, "id", what));
      if (party.id === others) report(row, party.id, "id", `"${others}" stands for parties outside the pack`);
      const { printed, aliases, feeds = [] } = party;
      const all = { name: [party.name], short: [party.short], abbreviation: [party.abbreviation] };
      for (const [field, forms] of Object.entries({ ...all, printed, aliases, feeds })) {
        for (const form of forms) {
          const owner = names.get(form.toLowerCase()) ?? party.id;
          if (owner !== party.id) report(row, party.id, field, `"${form}" already means ${owner}; keep one`);
          names.set(form.toLowerCase(), owner);
        }
      }
    }
  });
}

export function checkRegions({ election }: Pack): Fault[] {
  return collect("election.json", "regions", (report) => {
    const names = unique("region name");
    for (const [row, region] of election.regions.entries()) {
      names(region.name.toLowerCase(), (what) => report(row, region.name, "name", what));
      for (const alias of region.aliases) {
        names(alias.toLowerCase(), (what) => report(row, region.name, "aliases", what));
      }
    }
  });
}
