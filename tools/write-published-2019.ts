/**
 * `node tools/write-published-2019.ts FOLDER`: Parliament's results of 2019 (two files without a heading, as they are in
 * FOLDER) -> test/published/uk-2019.txt, a seat a line, for the judge of sanity to be tried on: code, name, electorate,
 * rejected papers, then each candidate's party, votes, and the party's share in hundredths of a point at the election before.
 * Contains Parliamentary information licensed under the Open Parliament Licence v3.0.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

const folder = process.argv[2];
if (folder === undefined) throw new Error("name the folder that has the two files");

const read = (name: string): readonly (readonly string[])[] => parse(readFileSync(join(folder, name)), { bom: true });

const candidacies = Map.groupBy(read("parliament_ge2019_candidacies_noheader.csv"), ([code = ""]) => code);
const lines = read("parliament_ge2019_constituencies_noheader.csv").map((row) => {
  const [code = "", , name = ""] = row;
  const [electorate = "", , rejected = ""] = row.slice(14);
  const standing = (candidacies.get(code) ?? []).map((one) => {
    const [party = "", votes = "", share = "", change = ""] = [one[8], one[18], one[19], one[20]];
    const before = change === "" ? "" : String(Math.round((Number(share) - Number(change)) * 10_000));
    return `${party}:${votes}:${before}`;
  });
  return [code, name, electorate, rejected, standing.join(" ")].join("|");
});
const file = join(import.meta.dirname, "..", "test", "published", "uk-2019.txt");
writeFileSync(file, `${lines.toSorted().join("\n")}\n`);
