/** An election that was made -> the files of a pack, or of an overlay. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Made } from "./election.ts";
import { toLines } from "./json.ts";

/** @returns the files, in the order in which they were written */
export function writePack(folder: string, { election, seats, people, results, said }: Made): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const files: readonly (readonly [string, string])[] = [
    ["election.json", `${toLines(election)}\n`],
    ["seats.json", `${toLines(seats)}\n`],
    ["people.json", `${toLines(people)}\n`],
    ["results.json", `${toLines(results)}\n`],
    ["SOURCES.md", sources(election.name, election.credits, said)],
  ];
  return files.map(([name, text]) => write(join(folder, name), text));
}

/** The contests as by-elections to come of a pack that goes on. */
export function writeOverlay(file: string, { election, upcoming, newParties }: Made, of: string): readonly string[] {
  const overlay = {
    election: of,
    ...(newParties.length > 0 && { parties: newParties }),
    upcoming,
    credits: election.credits.slice(0, 1),
  };
  mkdirSync(dirname(file), { recursive: true });
  return [write(file, `${toLines(overlay)}\n`)];
}

function write(file: string, text: string): string {
  writeFileSync(file, text);
  return file;
}

const sources = (name: string, credits: readonly string[], said: readonly string[]): string => `# Sources of the ${name}

${credits.map((line) => `- ${line}`).join("\n")}

Share-alike means for a newsroom: name the publisher wherever the list is shown (/about does), and pass on a list that
you have changed under the same licence. Your own reporting of it is yours.

When it was made:

${said.map((line) => `- ${line}`).join("\n")}
`;
