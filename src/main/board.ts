/** The board of a house: its results, without whatever is not told. */
import type { House } from "../cli/house.ts";
import { asPseudonym, type Asker } from "../core/asker.ts";
import type { Board, Shown } from "../core/board.ts";
import type { Context } from "../core/command.ts";
import type { LogEntry } from "../core/declaration.ts";
import type { Desk } from "../core/desk/desk.ts";
import { createDispatch } from "../core/dispatch.ts";
import { alone } from "../core/manners.ts";
import { rehearsed } from "../core/rehearsal.ts";
import type { PictureBlock } from "../core/reply.ts";
import { Results } from "../core/results.ts";
import { remembered } from "../lib/remembered.ts";
import { mapPicture } from "../pictures/index.ts";
import { sheetCsv, sheetRows } from "../views/sheets.ts";
import type { Night } from "./night.ts";

/** A reader whom nobody knows, in a place that nobody has set. */
const reader: Asker = {
  place: { platform: "board", id: "board", kind: "channel" },
  caller: asPseudonym("board"),
  role: "anyone",
  forms: false,
};

interface BoardOptions {
  readonly house: House;
  /** Absent where nothing is kept: then all is as it was published. */
  readonly night?: Pick<Night, "ledger"> & { readonly frozen: () => ReturnType<Desk["frozen"]> };
  readonly fault: (error: unknown) => void;
}

export function openBoard({ house, night, fault }: BoardOptions): Board {
  const rehearsal = house.context(reader).rehearsal === true;
  const drawn = (map: PictureBlock): PictureBlock => (rehearsal ? rehearsed(map) : map);
  let last: Shown | undefined;

  /** The results now, or those that stood when every post was stopped. */
  async function current(): Promise<Results> {
    if (!night) return house.context(reader).results;
    // The history before the switch: an entry that comes between the two looks is not in it, or is stopped.
    const { open } = night.ledger;
    const frozen = await night.frozen();
    return frozen ? upTo(frozen.at.getTime(), open.since(0), open.results.election) : open.results;
  }

  /** Made once for each moment at which posts were stopped, however often it is asked. */
  let stopped: { readonly at: number; readonly election: object; readonly results: Results } | undefined;
  function upTo(at: number, entries: readonly LogEntry[], election: Results["election"]): Results {
    if (stopped?.at !== at || stopped.election !== election) {
      const told = entries.filter((entry) => entry.at.getTime() <= at);
      stopped = { at, election, results: Results.before(election).with(told) };
    }
    return stopped.results;
  }

  const context = (results: Results): Context =>
    Object.defineProperty(copied(house.context(reader)), "results", { value: results, enumerable: true });
  const dispatchFor = remembered((shown: Shown) =>
    createDispatch({ context: () => context(shown.results), manners: alone, fault }),
  );

  async function look(): Promise<Shown> {
    const results = await current();
    if (last?.results === results) return last;
    const rows = lazy(() =>
      sheetRows("seats", context(results)).map(({ credit = null, ...row }) => ({ ...row, rehearsal, credit })),
    );
    const csv = lazy(() => sheetCsv(rows()));
    const known = { results, provenance: house.context(reader).provenance };
    const map = lazy(() => (results.all.length > 1 ? drawn(mapPicture(known)) : undefined));
    last = { results, rows, csv, map };
    return last;
  }

  return {
    rehearsal,
    look,
    async answer(ask) {
      const begun = dispatchFor(await look()).call({ ...ask, asker: reader, quiet: true });
      if (begun.kind === "form") throw new TypeError("a form was opened where none can be");
      return (await begun.answer).reply;
    },
  };
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly is: T } | undefined;
  return () => (made ??= { is: make() }).is;
}

/** A copy that keeps the finders' getters: most questions need none of them. */
const copied = (context: Context): Context =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it gets every property of one
  Object.defineProperties({} as Context, Object.getOwnPropertyDescriptors(context));
