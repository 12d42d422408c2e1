/** The finding on pictures: one is drawn, as for an answer, and how long it took is told. */
import type { Config } from "../config.ts";
import type { Election } from "../core/election.ts";
import { Results } from "../core/results.ts";
import type { Finding } from "../lib/finding.ts";

const slow = 1_500;
/** A little of what a picture has: letters bring the fonts with them. */
const small = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-family="Inter, Helvetica, Arial, sans-serif"><text y="16">Map</text></svg>`;

/** @param draw SVG -> PNG; the library's own unless given */
export async function checkPictures(
  { election: folder }: Pick<Config, "election">,
  draw?: (svg: string) => Promise<Uint8Array>,
): Promise<readonly Finding[]> {
  const name = "pictures";
  const { loadElection } = await import("../data/election-pack.ts");
  let election: Election;
  try {
    election = loadElection(folder);
  } catch {
    // A pack that cannot be read is a finding of its own.
    return [];
  }
  try {
    const [{ mapPicture }, { png }] = await Promise.all([import("../pictures/index.ts"), import("../pictures/png.ts")]);
    const { publisher } = election;
    const provenance = { source: publisher.name, asOf: new Date(publisher.revised) };
    const { svg } = mapPicture({ results: Results.before(election), provenance });
    // The first one brings the library with it, and is no measure of the others: a small one does that as well.
    await (draw ?? png)(small);
    const began = performance.now();
    const { length } = await (draw ?? png)(svg);
    const took = Math.round(performance.now() - began);
    const says = `a map of ${Math.round(length / 1024)} kB is drawn in ${took} ms`;
    if (took < slow) return [{ name, state: "good", says }];
    return [{ name, state: "poor", says, mend: "give this machine more room: answers wait for their pictures" }];
  } catch (error) {
    const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "no error says why";
    return [
      {
        name,
        state: "poor",
        says: `none can be drawn, and their words stand for them: ${why}`,
        mend: "npm ci puts sharp there where the machine is one that it supports (Linux, Windows, macOS)",
      },
    ];
  }
}
