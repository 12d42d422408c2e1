/** The reading of words, said where a thing was not typed as it is called. */
import type { PlaceName, SeatMatch } from "../core/finder.ts";
import type { Action, Reply } from "../core/reply.ts";
import { brief, listed } from "../core/text.ts";
import { note } from "./answer.ts";

/** "Hartford (village, Cheshire West and Chester)" */
export const placeWords = ({ name, type, area }: PlaceName): string => `${name} (${type}, ${area})`;

/**
 * Words for the first line of a card.
 * @param others further seats of the same answer
 * @returns undefined where the seat was typed by a name of its own
 */
export function saidOf(words: string, match: SeatMatch, others: readonly SeatMatch[]): string | undefined {
  const { by, how, name, read, place, former, why } = match;
  const as = `“${brief(words.trim())}” read as`;
  const isExact = how === "exact";
  if (place) return `${isExact ? "" : `${as} ${read}. `}${isIn(place, match, others)}${namesakes(place, others)}`;
  if (former) {
    const same = others.filter((other) => other.former?.name === former.name);
    const also = same.length > 0 ? `; others are in ${listed(same.map((other) => other.name))}` : "";
    const share = Math.round(former.kept * 100);
    return `${isExact ? "" : `${as} ${read}. `}${former.name} is a former seat: ${share}% of its people are here now${also}.`;
  }
  if (by === "person")
    return `${how === "slip" || how === "prefix" ? `${as} ${read}. ` : ""}${why.replace(/ here\b/, ` in ${name}`)}.`;
  if (by === "alias") return `${as} ${read === name || isExact ? name : `${read}, which is in ${name}`}.`;
  return (isExact && !saysMore(words, read) && !isPartOf(read, name)) || by === "code" ? undefined : `${as} ${name}.`;
}

const kinds = /\b(?:town|village|city|hamlet|suburb|ward|parish|isle|island|county|council|borough|district)\b/giu;

/** "Chippenham town": a kind of place that is no word of the name. */
const saysMore = (words: string, read: string): boolean =>
  [...words.matchAll(kinds)].some(([kind]) => !read.toLowerCase().includes(kind.toLowerCase()));

/** "Hackney North" is a part of "Hackney North and Stoke Newington". */
const isPartOf = (read: string, name: string): boolean =>
  read.length < name.length && name.toLowerCase().includes(read.toLowerCase());

function isIn(place: PlaceName, { name, split }: SeatMatch, others: readonly SeatMatch[]): string {
  if (!split) return `${placeWords(place)} is in ${name}.`;
  const rest = others.filter((other) => isSame(other.place, place)).map((other) => other.name);
  return `${placeWords(place)} is mostly in ${name}${rest.length > 0 ? `; part of it is in ${listed(rest)}` : ""}.`;
}

function namesakes(place: PlaceName, others: readonly SeatMatch[]): string {
  const first = others.find((other) => other.place && !isSame(other.place, place));
  return first?.place ? ` There is another, ${placeWords(first.place)}, in ${first.name}.` : "";
}

const isSame = (one: PlaceName | undefined, other: PlaceName): boolean =>
  one?.name === other.name && one.area === other.area;

/**
 * "Wales is also a village in Rother Valley."
 * @param place the one that was read, of which a part may be elsewhere
 */
export function alsoWords(also: readonly SeatMatch[], place?: PlaceName): string | undefined {
  const [first] = also;
  if (!first?.place) return undefined;
  if (isSame(place, first.place)) return `Part of it is in ${first.name}.`;
  const { name, type } = first.place;
  const article = /^[aeiou]/.test(type) ? "an" : "a";
  return `${name} is also ${article} ${type} in ${first.name}.`;
}

/** A reply that says first how the words were read. */
export function saying(reply: Reply, said: string | undefined): Reply {
  if (said === undefined) return reply;
  const summary = `${said} ${reply.summary}`;
  return reply.card
    ? { ...reply, summary, card: { ...reply.card, blocks: [note(said), ...reply.card.blocks] } }
    : { ...reply, summary };
}

/** A reply with further buttons. */
export const offering = (reply: Reply, actions: readonly Action[]): Reply =>
  reply.card && actions.length > 0
    ? { ...reply, card: { ...reply.card, actions: [...(reply.card.actions ?? []), ...actions] } }
    : reply;
