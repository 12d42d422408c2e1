/** Findings on the election, the database, files and sources. */
import type { Config } from "../config.ts";
import { isDatabaseAddress } from "../lib/address.ts";
import { clockFinding, findingOf, type Finding } from "../lib/finding.ts";

/** Milliseconds for a source to answer. */
const patience = 20_000;

const counted = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;

export const checkParts = async (config: Config): Promise<readonly Finding[]> =>
  (
    await Promise.all([
      election(config),
      overlays(config),
      style(config),
      database(config),
      lines(config),
      sources(config),
    ])
  ).flat();

async function election({ election: folder }: Config): Promise<Finding> {
  const { loadPack } = await import("../data/election-pack.ts");
  return findingOf("election", "put it right, or name another by ELECTION", () => {
    const { election: facts, seats, places } = loadPack(folder);
    // A damaged list of places would be met only by the first who asks for one.
    const known = places?.().places.length;
    return `is the ${facts.name}: ${counted(seats.length, "seat")}${known === undefined ? "" : `, ${known} places in them`}`;
  });
}

/** The additions of a folder of overlays, and its broken files. */
async function overlays({ election: folder, overlays: within }: Config): Promise<readonly Finding[]> {
  const [{ loadPack }, { overlay, overlaysStamp }] = await Promise.all([
    import("../data/election-pack.ts"),
    import("../data/pack/overlays.ts"),
  ]);
  if (overlaysStamp(within) === "") return [];
  const finding = await findingOf("overlays", `put it right in ${within}`, () => {
    const { taken, refused } = overlay(loadPack(folder), within);
    if (refused.length > 0)
      throw new Error(`are refused: ${refused.map(({ file, why }) => `${file} ${why}`).join("; ")}`);
    return `count: ${taken.join(", ") || "none is for this election"}`;
  });
  return [finding];
}

async function style({ style: path }: Config): Promise<readonly Finding[]> {
  if (path === undefined) return [];
  const { readStyle } = await import("../data/style-file.ts");
  const finding = await findingOf("style", "put it right, or unset STYLE", () => {
    readStyle(path);
    return `is read from ${path}`;
  });
  return [finding];
}

async function database({ database: where, election: folder }: Config): Promise<readonly Finding[]> {
  const { checkStore, serverClock } = await import("../data/store/check.ts");
  const mend = isDatabaseAddress(where)
    ? "let PostgreSQL run where DATABASE_URL says, and let that user make tables there and write them"
    : `see that there is room, and that this user may write ${where} and in its folder, or name another by DATABASE`;
  const { loadPack } = await import("../data/election-pack.ts");
  const finding = await findingOf("database", mend, () => checkStore(where, heldIn(folder)));
  if (finding.state !== "good" || !isDatabaseAddress(where)) return [finding];
  const clock = await serverClock(where).catch(() => undefined);
  return [finding, ...(clock ? [clockFinding("database's clock", clock.toUTCString(), new Date())] : [])];

  /** A pack that cannot be read is a finding of its own. */
  function heldIn(pack: string): { readonly id: string; readonly name: string } | undefined {
    try {
      const { id, name } = loadPack(pack).election;
      return { id, name };
    } catch {
      return undefined;
    }
  }
}

async function lines({ lines: path }: Config): Promise<readonly Finding[]> {
  if (path === undefined) return [];
  const { readLines } = await import("../data/lines-file.ts");
  const read = (): string => `are read from ${path}: ${readLines(path).length}`;
  return [await findingOf("lines", "put them right, or unset LINES", read)];
}

/** Each source is asked once, as on the night, and its answer is not kept. */
async function sources(config: Config): Promise<readonly Finding[]> {
  const { list, allowPrivate } = config.sources;
  if (list.length === 0) return [];
  const [{ openSources }, { electionOf, loadPack }, { overlay }] = await Promise.all([
    import("../data/sources/index.ts"),
    import("../data/election-pack.ts"),
    import("../data/pack/overlays.ts"),
  ]);
  const now = (): Date => new Date();
  const { pack } = overlay(loadPack(config.election), config.overlays);
  const touched = (since: Date | undefined): string =>
    since ? `; its .timestamp changed ${Math.round((now().getTime() - since.getTime()) / 60_000)} minutes ago` : "";
  const means = { election: electionOf(pack), published: pack.results, reach: { allowPrivate }, now };
  const opened = openSources(list, means);
  return Promise.all(
    opened.map((source) =>
      findingOf(`source ${source.name}`, "see SOURCES, and whether this machine may read it", async () => {
        const { found } = await source.ask(undefined, AbortSignal.timeout(patience));
        const said = found.filter(({ kind }) => kind === "declaration").length;
        const odd = found.length - said;
        const misfits = odd > 0 ? `, and ${odd} that fit nothing, which the desk will be told of` : "";
        return `answers: ${counted(said, "declaration")}${misfits}${touched(source.stillSince?.(now()))}`;
      }),
    ),
  );
}
