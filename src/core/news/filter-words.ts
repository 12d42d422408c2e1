/**
 * Filters as people type them: "labour gains and scotland or portillo", "targets to 164 but not wales". `not` binds closer
 * than `and`, `and` closer than `or`; brackets say otherwise. Commas make a list of seats.
 */
import { UserError } from "../errors.ts";
import { brief } from "../text.ts";
import { heightOf, isImpossible, joined } from "./filter-words/join.ts";
import { readTerm, type Amiss, type Knowing } from "./filter-words/term.ts";
import { tidied, tokensOf, type Mark, type Token } from "./filter-words/tokens.ts";
import { filterWords } from "./filter-words/write.ts";
import type { Filter } from "./filter.ts";

export { filterWords, type Knowing };

/**
 * Limits on a filter's text: generous to people and to a filter's own words, short enough that nobody is kept waiting.
 */
const most = { letters: 3_000, terms: 40, height: 6, brackets: 50 };

/** A part of a filter, and whether it says where by "in", whose reach is not plain among others. */
interface Part {
  readonly filter: Filter;
  readonly located: boolean;
  readonly negated: boolean;
}

/**
 * @param asked the words before a filter, for the lines that an error offers
 * @throws UserError saying what is wrong, with whole lines to type instead
 */
export function readFilter(text: string, known: Knowing, asked = "/announce here"): Filter {
  const typed = tidied(text);
  const { lookup, election } = known.results;
  const usage = (message: string, instead: readonly string[] = []): UserError =>
    new UserError(
      "usage",
      message,
      instead.length > 0 ? instead.map((words) => `${asked} ${words}`) : [`${asked} gains`],
    );
  if (typed.length > most.letters) throw tooMuch();
  const tokens = tokensOf(typed, election);
  if (tokens.filter(({ kind }) => kind === "words").length > most.terms) throw tooMuch();
  let at = 0;
  let depth = 0;

  function tooMuch(): UserError {
    return usage("That filter is too long to be understood by whoever reads it next. Make it shorter.");
  }
  function take(kind: Mark): boolean {
    if (tokens[at]?.kind !== kind) return false;
    at += 1;
    return true;
  }
  /** The error for one piece: the whole text is offered again with something else in its place. */
  const amissAt =
    ({ from, to }: Token): Amiss =>
    (message, instead = []) => {
      const whole = (words: string) => `${typed.slice(0, from)}${words}${typed.slice(to)}`;
      return usage(
        message,
        instead.map((words) => (typed.length > 150 ? words : whole(words))),
      );
    };

  function either(): Filter {
    const parts = [both()];
    while (take("or")) parts.push(both());
    const filters = parts.map(({ filter }) => filter);
    const or = joined("or", filters) ?? { is: "everything" };
    const first = parts.findIndex(({ located }) => !located);
    if (first >= 0 && parts.slice(first).some(({ located }) => located)) throw unclearReach(or);
    return or;
  }
  function both(): Part {
    const parts = [one()];
    let located = false;
    let unclear = false;
    for (;;) {
      const how = take("and") ? "and" : take("in") ? "in" : undefined;
      if (how === undefined) break;
      unclear ||= how === "in" && parts.some(({ negated }) => negated);
      located ||= how === "in";
      parts.push(one());
    }
    const filters = parts.map(({ filter }) => filter);
    if (isImpossible(filters, lookup)) {
      const or = joined("or", filters);
      throw usage("No seat can be all of these at once: say “or”.", or ? [filterWords(or, lookup)] : []);
    }
    const and = joined("and", filters) ?? { is: "everything" };
    if (unclear) throw unclearReach(and);
    return { filter: and, located, negated: false };
  }
  const unclearReach = (oneReading: Filter): UserError =>
    usage("It is not clear how much is meant to be “in” that place. Say it with “and” and brackets.", [
      filterWords(oneReading, lookup),
    ]);

  function one(): Part {
    if (!take("not")) return { filter: list(), located: false, negated: false };
    if ((depth += 1) > most.brackets) throw tooMuch();
    const { filter } = one();
    depth -= 1;
    return { filter: { is: "not", of: filter }, located: false, negated: true };
  }
  function list(): Filter {
    const items = [single()];
    while (take(",")) items.push(single());
    const [first] = items;
    if (first && items.length === 1) return first;
    const seats = items.flatMap((item) => (item.is === "seats" ? item.seats : []));
    if (items.some(({ is }) => is !== "seats"))
      throw usage("Commas make a list of seats. Between other things say “and” or “or”.", [
        filterWords({ is: "or", of: items }, lookup),
      ]);
    return { is: "seats", seats: [...new Set(seats)] };
  }
  function single(): Filter {
    const token = tokens[at];
    if (take("(")) {
      if ((depth += 1) > most.brackets) throw tooMuch();
      const inner = either();
      if (!take(")")) throw at < tokens.length ? between() : usage("A bracket is not closed.", [`${typed})`]);
      depth -= 1;
      return inner;
    }
    if (token?.kind !== "words") throw usage(missing(tokens[at - 1], token));
    at += 1;
    return readTerm(token.text, known, amissAt(token));
  }
  function between(): UserError {
    const token = tokens[at];
    if (token?.kind === ")") return usage("A bracket is closed that was never opened.");
    const words = typed.slice(token?.from ?? 0);
    return usage(`Before “${brief(words)}” say “and” or “or”.`);
  }

  if (tokens.length === 0) throw usage("Say which news: everything, gains, a party’s gains, a region, seats.");
  const filter = either();
  if (at < tokens.length) throw between();
  if (heightOf(filter) > most.height) throw tooMuch();
  return filter;
}

/** Something should stand between these two. */
function missing(before: Token | undefined, after: Token | undefined): string {
  if (before) return `Something is missing after “${before.kind}”.`;
  return after ? `Something is missing before “${after.kind}”.` : "Something is missing.";
}
