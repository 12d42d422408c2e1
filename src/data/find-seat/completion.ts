/** Completion of seats' names, from their beginnings: suggestions while someone types. */
import type { Seat } from "../../core/election.ts";
import { fold, wordsOfFolded } from "../words/fold.ts";
import { silent } from "../words/spellings.ts";
import type { Found } from "./places.ts";
import type { Former } from "./seat-names.ts";

interface Name {
  readonly folded: string;
  /** The name as written; and in the one agreed spelling, where that differs. */
  readonly spelt: readonly (readonly string[])[];
  readonly kind: "name" | "alias" | "former";
  /** Seats to which the name leads, the likeliest first. */
  readonly leads: readonly Omit<Found, "score">[];
}

export interface Completed extends Found {
  /** The name begins as typed, rather than having such words further on. */
  readonly begins: boolean;
}

/** Worth of a name that begins as typed; one that only has such words further on is worth `inner` less. */
const worth = { name: 1, alias: 0.8, former: 0.6 } as const;
const inner = 0.1;
/** Off for each letter that a name is longer, so that short names come before long ones. */
const perLetter = 0.001;

function readings(folded: string): string[][] {
  const written = folded.split(" ").filter((word) => word !== "" && !silent.has(word));
  const agreed = wordsOfFolded(folded);
  return written.join(" ") === agreed.join(" ") ? [written] : [written, agreed];
}

/** As `readings`, and again with the last word as it stands: "n n" may become North Norfolk. */
function waysOf(typed: string): string[][] {
  const last = typed.lastIndexOf(" ");
  return last < 0
    ? readings(typed)
    : [...readings(typed), [...wordsOfFolded(typed.slice(0, last)), typed.slice(last + 1)]];
}

/** Whether each typed word begins a word of the name, no two of them the same. */
function continues(typed: readonly string[], name: readonly string[], from = 0, used = 0): boolean {
  const word = typed[from];
  if (word === undefined) return true;
  return name.some(
    (whole, place) =>
      (used & (1 << place)) === 0 && whole.startsWith(word) && continues(typed, name, from + 1, used | (1 << place)),
  );
}

/** @returns a function that gives every seat with such a name once, best first */
export function createCompletion(seats: readonly Seat[], formers: readonly Former[]): (typed: string) => Completed[] {
  const match = { exact: false, slipped: false, how: "prefix" } as const;
  const names: Name[] = [];
  const add = (text: string, kind: Name["kind"], leads: Name["leads"]): void => {
    const folded = fold(text);
    names.push({ folded, spelt: readings(folded), kind, leads });
  };
  for (const [seat, { name, welsh, pa, aliases }] of seats.entries()) {
    add(name, "name", [{ ...match, seat, by: "name", read: name, why: "its name" }]);
    for (const text of new Set([welsh ?? name, pa ?? name])) {
      if (text !== name)
        add(text, "name", [{ ...match, seat, by: "name", read: text, why: `${text}, another form of its name` }]);
    }
    for (const text of aliases)
      add(text, "alias", [{ ...match, seat, by: "alias", read: text, why: `${text}, which is here` }]);
  }
  for (const former of formers) {
    add(
      former.name,
      "former",
      former.successors.map(({ seat, kept }) => ({
        ...match,
        seat,
        by: "former",
        read: former.name,
        why: `former seat ${former.name}`,
        former: { name: former.name, kept },
      })),
    );
  }

  /** Names by the first letters, one and two, of each of their words. */
  const byStart = new Map<string, number[]>();
  for (const [i, { spelt }] of names.entries()) {
    for (const start of new Set(spelt.flat().flatMap((word) => [word.slice(0, 1), word.slice(0, 2)]))) {
      const known = byStart.get(start);
      if (known) known.push(i);
      else byStart.set(start, [i]);
    }
  }

  return (text) => {
    const typed = fold(text);
    const ways = waysOf(typed).filter((words) => words.length > 0);
    const likely = new Set(
      ways.flatMap(([word = ""]) => (word === "" ? [...names.keys()] : (byStart.get(word.slice(0, 2)) ?? []))),
    );
    // The last word as it stands, which may be one that tells no names apart: "St A" may become St Albans.
    const starts = [typed, ways.at(-1)?.join(" ") ?? typed];
    const best = new Map<number, Completed>();
    for (const { folded, spelt, kind, leads } of [...likely].toSorted((a, b) => a - b).flatMap((i) => names[i] ?? [])) {
      if (!ways.some((words) => spelt.some((name) => continues(words, name)))) continue;
      const begins = starts.some(
        (start) => folded.startsWith(start) || spelt.some((name) => name.join(" ").startsWith(start)),
      );
      const score = worth[kind] - (begins ? 0 : inner) - perLetter * Math.min(folded.length, 60);
      for (const [place, lead] of leads.entries()) {
        // Heirs of a former seat stay in order.
        const own = score - place * (perLetter / 10);
        if (own > (best.get(lead.seat)?.score ?? 0)) best.set(lead.seat, { ...lead, score: own, begins });
      }
    }
    return [...best.values()].toSorted(
      (a, b) => b.score - a.score || (seats[a.seat]?.name ?? "").localeCompare(seats[b.seat]?.name ?? "", "en-GB"),
    );
  };
}
