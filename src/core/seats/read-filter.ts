/**
 * Filters as people type them: "labour gains and scotland or portillo", "targets to 164 but not wales", "england but
 * london". `not` binds closer than `and`, `and` closer than `or`; brackets say otherwise. Commas make a list of seats.
 */
import { UserError } from "../errors.ts";
import { brief, listed } from "../text.ts";
import type { Amiss } from "./read-filter/figure.ts";
import { heightOf, isImpossible, joined, placesOf } from "./read-filter/join.ts";
import type { Knowing } from "./read-filter/knowing.ts";
import { isPlace } from "./read-filter/place.ts";
import { isEverySeat, readTerm } from "./read-filter/term.ts";
import { tidied, tokensOf, type Mark, type Token } from "./read-filter/tokens.ts";
import { filterWords } from "./read-filter/write.ts";
import type { Filter } from "./filter.ts";

export { filterWords, type Knowing };

/**
 * Limits on a filter's text: generous to people and to a filter's own words, short enough that nobody is kept waiting.
 */
const most = { letters: 3_000, terms: 40, height: 7, brackets: 50 };

/** A part of a filter, and how it is joined: the reach of "in" and of "but" is not plain among others. */
interface Part {
  readonly filter: Filter;
  readonly located: boolean;
  readonly excepting: boolean;
  readonly negated: boolean;
}

/**
 * Contradictions are read like anything else: see `readPossible`.
 * @param asked the words before a filter, for the lines that an error offers
 * @param explains whether an error is read by anybody: it takes time to say which words were understood
 * @throws UserError saying what is wrong, with whole lines to type instead
 */
export function readFilter(text: string, known: Knowing, asked = "/announce here", explains = true): Filter {
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
  const dash = tokens.find(({ kind }) => kind === "dash");
  if (dash) {
    const [before, after] = [typed.slice(0, dash.from).trim(), typed.slice(dash.to).trim()];
    throw usage("A dash between two things may say “but not”, or nothing. Say which.", [
      `${before} but not ${after}`,
      `${before} and ${after}`,
    ]);
  }
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
    (token: Token): Amiss =>
    (message, instead = []) => {
      const { from, to } = token;
      const whole = (words: string) => `${typed.slice(0, from)}${words}${typed.slice(to)}`;
      return usage(
        `${message}${readBefore(token)}`,
        instead.map((words) => (typed.length > 150 ? words : whole(words))),
      );
    };
  function readBefore(token: Token): string {
    const read = tokens
      .slice(0, tokens.indexOf(token))
      .flatMap((one) => (one.kind === "words" ? [`“${brief(one.text)}”`] : []));
    return read.length > 0 && read.length < 4 ? ` I did read ${listed(read)}.` : "";
  }

  function either(): Filter {
    const parts = [both()];
    while (take("or")) parts.push(both());
    const filters = parts.map(({ filter }) => filter);
    const or = joined("or", filters) ?? { is: "everything" };
    const first = parts.findIndex(({ located }) => !located);
    if (first >= 0 && parts.slice(first).some(({ located }) => located)) throw unclearReach("in", or);
    if (parts.length > 1 && parts.some(({ excepting }) => excepting)) throw unclearReach("but", or);
    return or;
  }
  function both(): Part {
    const parts = [one()];
    let located = false;
    let excepting = false;
    let unclear: "in" | "but" | undefined;
    for (;;) {
      const how = take("and") ? "and" : take("in") ? "in" : take("without") ? "without" : undefined;
      if (how === undefined) break;
      const negated = parts.some((part) => part.negated);
      if (excepting || (how === "without" && negated)) unclear = "but";
      if (how === "in" && negated) unclear ??= "in";
      located ||= how === "in";
      excepting ||= how === "without";
      const isEvery = at > 1 && tokens[at - 2]?.kind === "words" && isEverySeat(textAt(at - 2)) && parts.length === 1;
      const next = how === "and" ? one() : how === "in" ? reaching(one()) : except();
      // "Seats in Wales" are Wales.
      if (isEvery && how === "in") parts.pop();
      parts.push(next);
    }
    const and = joined(
      "and",
      parts.map(({ filter }) => filter),
    ) ?? { is: "everything" };
    if (unclear) throw unclearReach(unclear, and);
    return { filter: and, located, excepting, negated: false };
  }
  const textAt = (index: number): string => {
    const token = tokens[index];
    return token?.kind === "words" ? token.text : "";
  };
  const unclearReach = (word: "in" | "but", oneReading: Filter): UserError =>
    usage(
      word === "in"
        ? "It is not clear how much is meant to be “in” that place. Say it with “and” and brackets."
        : "It is not clear how much is meant to be left out. Say it with “and not” and brackets.",
      [filterWords(oneReading, lookup)],
    );

  function one(): Part {
    take("in");
    if (take("without")) return except();
    if (!take("not")) return { filter: list(), located: false, excepting: false, negated: false };
    if ((depth += 1) > most.brackets) throw tooMuch();
    const { filter } = one();
    depth -= 1;
    return { filter: { is: "not", of: filter }, located: false, excepting: false, negated: true };
  }
  function except(): Part {
    const { filter, negated } = one();
    // "But those in Scotland" are but Scotland.
    const isBlank = !negated && isEverySeat(textAt(at - 1)) && take("in");
    const of = negated ? filter : reachingOver(isBlank ? one().filter : filter, false);
    return { filter: { is: "not", of }, located: false, excepting: false, negated: true };
  }
  const reaching = (part: Part): Part => (part.negated ? part : { ...part, filter: reachingOver(part.filter, true) });
  /** "In London and Wales" is in either, and "but London and Wales" is but both: nothing is in two places. */
  function reachingOver(first: Filter, apart: boolean): Filter {
    const all = [first];
    for (;;) {
      const from = at;
      const isJoined = take("and") || take("or") || take(",");
      take("in");
      const next = tokens[at];
      const place = isJoined && next?.kind === "words" && isPlace(next.text, known) ? list() : undefined;
      const isMore =
        place !== undefined && all.every((part) => placesOf(part, lookup) && !(apart && overlap(part, place)));
      if (!isMore) {
        at = from;
        return joined("or", all) ?? first;
      }
      all.push(place);
    }
  }
  function overlap(a: Filter, b: Filter): boolean {
    const there = placesOf(b, lookup);
    return [...(placesOf(a, lookup) ?? [])].some((code) => there?.has(code));
  }
  function list(): Filter {
    const items = [single()];
    while (tokens[at]?.kind === "," && take(",")) items.push(single());
    const [first] = items;
    if (first && items.length === 1) return first;
    items.push(...lastOf(items));
    const seats = items.flatMap((item) => (item.is === "seats" ? item.seats : []));
    if (items.every((item) => placesOf(item, lookup)) && items.some(({ is }) => is !== "seats"))
      return joined("or", items) ?? first ?? { is: "everything" };
    if (items.some(({ is }) => is !== "seats"))
      throw usage("Commas make a list of seats. Between other things say “and” or “or”.", [
        filterWords({ is: "or", of: items }, lookup),
      ]);
    return { is: "seats", seats: [...new Set(seats)] };
  }
  /** "Bath, Clacton and Ashfield": a place after the "and" that ends a list of others, none of which it is in. */
  function lastOf(items: readonly Filter[]): readonly Filter[] {
    const from = at;
    const next = tokens[at + 1];
    const isLast = next?.kind === "words" && isPlace(next.text, known) && take("and");
    const place = isLast ? single() : undefined;
    if (place && items.every((item) => placesOf(item, lookup) && !overlap(item, place))) return [place];
    at = from;
    return [];
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
    if (token?.kind !== "words") throw usage(missing(tokens[at - 1], token, typed));
    at += 1;
    return readTerm(token.text, known, amissAt(token), explains);
  }
  function between(): UserError {
    const token = tokens[at];
    if (token?.kind === ")") return usage("A bracket is closed that was never opened.");
    const words = typed.slice(token?.from ?? 0);
    return usage(`Before “${brief(words)}” say “and” or “or”.`);
  }

  if (tokens.length === 0)
    throw usage("Say which seats: everything, gains, a party’s gains, a region, names of seats.");
  const filter = either();
  if (at < tokens.length) throw between();
  if (heightOf(filter) > most.height) throw tooMuch();
  return filter;
}

/**
 * As `readFilter`, but a filter that no seat can ever fit was meant otherwise.
 * @throws UserError that offers "or", besides those of `readFilter`
 */
export function readPossible(text: string, known: Knowing, asked: string, explains = true): Filter {
  const { lookup } = known.results;
  const filter = readFilter(text, known, asked, explains);
  if (!isImpossible(filter, lookup)) return filter;
  const or = filter.is === "and" ? joined("or", filter.of) : undefined;
  const instead = or ? filterWords(or, lookup) : "gains";
  throw new UserError("usage", "No seat can be all of these at once: say “or”.", [`${asked} ${instead}`]);
}

/** Something should stand between these two. */
function missing(before: Token | undefined, after: Token | undefined, typed: string): string {
  const said = ({ from, to }: Token): string => brief(typed.slice(from, to));
  if (before) return `Something is missing after “${said(before)}”.`;
  return after ? `Something is missing before “${said(after)}”.` : "Something is missing.";
}
