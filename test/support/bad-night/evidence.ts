/** The evidence of a night that failed, in a folder of its own: the next night of the same seed may be a good one. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backup } from "../../../src/data/store/backup.ts";
import type { BadStage } from "./stage.ts";

/** Outside the tests' own folder, which goes with them (`support/tidy.ts`): evidence must outlive them. */
const root = (): string => process.env["TELLER_TESTS_KEEP"] ?? tmpdir();

/** @returns the folder */
export async function keepEvidence(
  stage: BadStage,
  { wrong }: { readonly wrong: readonly string[] },
  table: string,
): Promise<string> {
  const folder = mkdtempSync(join(root(), "teller-bad-night-failed-"));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write("wrong.txt", `${wrong.join("\n")}\n\n${table}\n`);
  write("diary.txt", `${stage.diary.join("\n")}\n`);
  write("programs.txt", stage.programs.text());
  for (const platform of ["slack", "discord"] as const) {
    const channels = stage.places
      .filter((place) => place.platform === platform)
      .map(({ name, id, channel }) => ({ name, id, channel, history: stage.fakes[platform].history(channel) }));
    write(`${platform}.json`, JSON.stringify(channels, undefined, 2));
  }
  // For `teller restore`, whichever database it was.
  await backup(stage.database, join(folder, "database.backup.gz"), new Date()).catch((error: unknown) =>
    write("no-database.txt", String(error)),
  );
  return folder;
}
