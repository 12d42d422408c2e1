/** What is known now: the fold of every seat's standing over the election's facts. Immutable. */
import type { Declaration } from "./declaration.ts";
import type { Election } from "./election.ts";
import { Lookup } from "./lookup.ts";
import { outcomeOf, previousOf, type Outcome, type Previous } from "./outcome.ts";
import { standing } from "./standing.ts";

export class Results {
  readonly lookup: Lookup;
  readonly #previous: ReadonlyMap<string, Previous>;
  readonly #log: ReadonlyMap<string, readonly Declaration[]>;
  readonly #outcomes: ReadonlyMap<string, Outcome>;
  /** Every seat's, in the pack's order. */
  readonly all: readonly Outcome[];

  private constructor(
    lookup: Lookup,
    previous: ReadonlyMap<string, Previous>,
    log: ReadonlyMap<string, readonly Declaration[]>,
    outcomes: ReadonlyMap<string, Outcome>,
  ) {
    this.lookup = lookup;
    this.#previous = previous;
    this.#log = log;
    this.#outcomes = outcomes;
    this.all = [...outcomes.values()];
  }

  /** Nothing declared yet. */
  static before(election: Election): Results {
    const lookup = new Lookup(election);
    const party = (id: string) => lookup.party(id);
    const previous = new Map(election.seats.map((seat) => [seat.code, previousOf(seat, party)]));
    const outcomes = new Map(
      election.seats.map((seat) => [
        seat.code,
        outcomeOf(seat, lookup.candidates(seat.code), party, undefined, previous.get(seat.code)),
      ]),
    );
    return new Results(lookup, previous, new Map(), outcomes);
  }

  /**
   * These results and then some. Seats that the entries do not name keep their outcome, object and all.
   * @param entries in the order of the log; each names a seat of the pack
   */
  with(entries: readonly Declaration[]): Results {
    const log = new Map(this.#log);
    const outcomes = new Map(this.#outcomes);
    for (const [code, fresh] of Map.groupBy(entries, (entry) => entry.seat)) {
      const seat = this.lookup.seat(code);
      const all = [...(log.get(code) ?? []), ...fresh];
      const party = (id: string) => this.lookup.party(id);
      log.set(code, all);
      outcomes.set(code, outcomeOf(seat, this.lookup.candidates(code), party, standing(all), this.#previous.get(code)));
    }
    return new Results(this.lookup, this.#previous, log, outcomes);
  }

  get election(): Election {
    return this.lookup.election;
  }

  /** @throws RangeError for a code that is not in the pack */
  outcome(seat: string): Outcome {
    const outcome = this.#outcomes.get(seat);
    if (!outcome) throw new RangeError(`no seat ${seat} in this election's pack`);
    return outcome;
  }

  /** Called or declared, the newest first. */
  get known(): readonly Outcome[] {
    return this.all.filter((outcome) => outcome.standing).toSorted((a, b) => toldAt(b) - toldAt(a));
  }

  get complete(): boolean {
    return this.all.every((outcome) => outcome.state === "declared");
  }
}

/** Epoch milliseconds of the best time there is: declared, else recorded. */
export function toldAt({ standing }: Outcome): number {
  return (standing?.declared ?? standing?.recorded)?.getTime() ?? Number.POSITIVE_INFINITY;
}
