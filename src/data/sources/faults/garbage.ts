/** Garbage, as a feed sends it: it is quarantined, and the right figures come all the same. */
import type { Election } from "../../../core/election.ts";
import type { Found } from "../source.ts";
import type { Dice } from "./dice.ts";
import type { Votes } from "./wrong-figures.ts";

type Garbled = (votes: Votes, dice: Dice) => { readonly why: string; readonly votes: Votes };

const garbled: readonly Garbled[] = [
  (votes) => {
    const id = stranger(Object.keys(votes));
    return { why: `candidate ${id} does not stand there`, votes: { ...votes, [id]: 1_234 } };
  },
  (votes, dice) => {
    const all = Object.entries(votes);
    const some = all.slice(0, dice.between(1, Math.max(1, all.length - 1)));
    return { why: `votes for ${some.length} of ${all.length} candidates`, votes: Object.fromEntries(some) };
  },
  (votes, dice) => {
    const id = dice.pick(Object.keys(votes));
    return { why: `a negative number of votes for candidate ${id}`, votes: { ...votes, [id]: -dice.between(1, 999) } };
  },
];

/** @param votes the right ones of a seat */
export function garbage(seat: string, votes: Votes, election: Election, dice: Dice): Found {
  const fate = dice.between(0, garbled.length);
  const how = garbled[fate];
  if (how) {
    const { why, votes: figures } = how(votes, dice);
    return setAside(why, { seat, votes: figures });
  }
  const nowhere = stranger(election.seats.map(({ code }) => code));
  return setAside(`there is no seat ${nowhere}`, { seat: nowhere, votes });
}

const setAside = (why: string, message: object): Found => ({
  kind: "quarantine",
  where: "",
  why,
  excerpt: JSON.stringify(message).slice(0, 500),
});

/** A name that looks like one of those known and is none. */
function stranger(known: readonly string[]): string {
  const [like = "0"] = known;
  const digits = /\d+$/.exec(like)?.[0] ?? "0";
  const head = like.slice(0, like.length - digits.length);
  for (let n = 10 ** digits.length - 1; ; n -= 1) if (!known.includes(`${head}${n}`)) return `${head}${n}`;
}
