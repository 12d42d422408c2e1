/**
 * The composition root: the only file that knows every part. Parts are imported when a verb needs them, so that a
 * question is answered at once.
 */
import { kits } from "./adapters/kits.ts";
import { whoCanSee as atTerminal } from "./adapters/terminal/who-can-see.ts";
import { commandLine } from "./cli/index.ts";
import type { House } from "./cli/house.ts";
import type { World } from "./cli/world.ts";
import type { LiveHouseOptions } from "./main/live.ts";
import type { Context } from "./core/command.ts";
import type { Election } from "./core/election.ts";
import type { Asker } from "./core/asker.ts";
import { day } from "./lib/local-time.ts";
import { remembered } from "./lib/remembered.ts";

/** @param args of the command line, without the program's own @returns the exit code */
export function main(args: readonly string[], surroundings: Surroundings = ours()): Promise<number> {
  const parts = { openHouse, keys, talk, serve, trial, checkup, replay, backup, restore, archive, elections, commands };
  return commandLine(args, { ...surroundings, ...parts });
}

/** The streams and the settings of a program. */
export type Surroundings = Pick<World, "in" | "out" | "err" | "env" | "leave">;

const ours = (): Surroundings => ({
  in: process.stdin,
  out: process.stdout,
  err: process.stderr,
  leave: () => process.exit(),
});

/** The core and the data joined. @throws PackError when the pack is not sound */
export async function openHouse(options: LiveHouseOptions): Promise<House> {
  const { pack, at, fault, seen, styleFile } = options;
  const [
    { electionOf, loadPack },
    { commandsOf, joinCommands },
    { createDispatch },
    { createSharedAnswers },
    { Results, toldAt },
    { asDeclarations },
    { alone },
    { memorySettings },
    { usualStyle },
    { provenanceAt },
  ] = await Promise.all([
    import("./data/election-pack.ts"),
    import("./main/commands.ts"),
    import("./core/dispatch.ts"),
    import("./core/shared-answers.ts"),
    import("./core/results.ts"),
    import("./core/declaration.ts"),
    import("./core/manners.ts"),
    import("./core/place-settings.ts"),
    import("./core/style.ts"),
    import("./core/provenance.ts"),
  ]);
  const { overlay, overlaysStamp } = await import("./data/pack/overlays.ts");
  const lay = () => overlay(loadPack(pack), options.overlays ?? "");
  let laid = lay();
  // A night that is played again, or is followed live, has the figures of the pack or of its sources.
  const isPast = at !== undefined && !options.rehearsal && !options.live;
  const { asPublished } = isPast ? await import("./data/pack/as-published.ts") : {};
  const knownOf = (all: typeof laid.pack) => asPublished?.(all, at ?? new Date()) ?? { pack: all, uncorrected: [] };
  const electionIn = ({ pack: known, uncorrected }: ReturnType<typeof knownOf>): Election => {
    const whole = electionOf(known);
    // By-elections after the moment asked about are not known yet, and in a rehearsal none after the election's day.
    const unheard = options.rehearsal ? new Date(whole.date) : at;
    const byElections = whole.byElections.filter(({ date }) => !unheard || new Date(date) < unheard);
    const isWhole = byElections.length === whole.byElections.length && uncorrected.length === 0;
    return isWhole ? whole : { ...whole, byElections, uncorrected };
  };
  const read = knownOf(laid.pack);
  let election = electionIn(read);
  let finders = await findersOf(election);
  const declarations = asDeclarations(read.pack.results, election.publisher.name);
  const live = await options.live?.(election, declarations);
  const commands = commandsOf(election, await joinCommands({ ...options, ...live }));
  const publishedOf = (known: Election) =>
    Results.before(known).with(declarations.filter((entry) => !at || entry.recorded <= at));
  let results = live?.results() ?? publishedOf(election);
  const [newest] = results.known;
  const published = provenanceAt(election, at, newest && new Date(toldAt(newest)), new Date());
  const { settings = memorySettings(), manners = alone, whoCanSee = usualWords } = options;
  const style = options.style ?? (styleFile ? (await import("./data/style-file.ts")).readStyle(styleFile) : usualStyle);
  const now = (): Date => live?.now() ?? at ?? new Date();
  const context = (asker: Asker): Context => ({
    asker,
    hasCome: (moment) => moment <= now(),
    isOff: (command) => asker.role !== "manager" && settings.get(asker.ruledBy ?? asker.place).off.includes(command),
    settings,
    style,
    whoCanSee: whoCanSee(asker.place.platform),
    results: live?.results() ?? results,
    now: now(),
    get seats() {
      return finders.seats();
    },
    get people() {
      return finders.people();
    },
    get parties() {
      return finders.parties();
    },
    get regions() {
      return finders.regions();
    },
    commands,
    provenance: live?.provenance() ?? published,
    ...(options.rehearsal && { rehearsal: options.rehearsal }),
  });
  // Only where a tip line is set up can words be its codename.
  const divert = options.tips && (await import("./main/slip.ts")).slip;
  const shared = createSharedAnswers();
  const dispatch = createDispatch({
    context,
    manners,
    fault,
    shared,
    ...(seen && { seen }),
    ...(divert && { divert }),
  });
  /** Takes up overlays that have changed; where one that counted is broken now, all goes on as it was. */
  async function renew(): Promise<House["refused"]> {
    if (options.overlays === undefined || overlaysStamp(options.overlays) === laid.stamp) return [];
    const next = lay();
    const isBroken = next.refused.some(({ file }) => laid.taken.includes(file));
    laid = isBroken ? { ...laid, stamp: next.stamp } : next;
    if (isBroken) return next.refused;
    const known = electionIn(knownOf(next.pack));
    await live?.renew?.(known);
    [election, finders] = [known, await findersOf(known)];
    results = live?.results() ?? publishedOf(known);
    // Answers of the moment between were found by the names of before.
    shared.forget();
    return next.refused;
  }
  return { election, results, commands, context, dispatch, refused: laid.refused, renew };
}

/** A platform's usual words on who can see its messages. */
const usualWords = (platform: string): readonly string[] =>
  platform === "terminal" ? atTerminal : (kits.find(({ name }) => name === platform)?.whoCanSee ?? []);

const findersOf = remembered(async (election: Election) => {
  const [{ createSeatFinder }, { createPersonFinder }, { createPartyFinder, createRegionFinder }] = await Promise.all([
    import("./data/find-seat.ts"),
    import("./data/find-person.ts"),
    import("./data/find-names.ts"),
  ]);
  return {
    seats: once(() => createSeatFinder(election)),
    people: once(() => createPersonFinder(election)),
    parties: once(() => createPartyFinder(election)),
    regions: once(() => createRegionFinder(election)),
  };
});

/** An index takes a while to build, and most questions need only one of them. */
function once<T>(make: () => T): () => T {
  let made: { readonly is: T } | undefined;
  return () => (made ??= { is: make() }).is;
}

const serve: World["serve"] = async (options) => (await import("./main/serve.ts")).serve(options, openHouse);

const trial: World["trial"] = async (options) => (await import("./main/trial.ts")).trial(options, openHouse);

const checkup: World["checkup"] = async (config) => (await import("./main/checkup.ts")).checkup(config);

const keys: World["keys"] = () => import("./tips/rules/identities.ts");

const backup: World["backup"] = async (database, file) =>
  (await import("./data/store/backup.ts")).backup(database, file, new Date());

const restore: World["restore"] = async (config, file, replace, told) => {
  const now = new Date();
  const before = new Date(now.getTime() - config.tipLine.days * day).toISOString().slice(0, 10);
  const [{ restore: put }, { blindIn }] = await Promise.all([
    import("./data/store/restore.ts"),
    import("./doctor/channels.ts"),
  ]);
  return put(config.database, file, { now, replace, before, told, blind: (places) => blindIn(config, places) });
};

const elections: World["elections"] = {
  check: async (folder) => (await import("./main/elections.ts")).elections.check(folder),
  make: async (options) => (await import("./main/elections.ts")).elections.make(options),
};

const archive: World["archive"] = async (database) =>
  (await import("./data/store/one-election.ts")).archive(database, new Date());

const replay: World["replay"] = async (options, world) =>
  (await import("./main/replay.ts")).replay(options, world, openHouse);

const commands: World["commands"] = async () => (await import("./main/commands.ts")).joinCommands();

const talk: World["talk"] = async (options, world) => (await import("./main/talk.ts")).talk(options, world, openHouse);
