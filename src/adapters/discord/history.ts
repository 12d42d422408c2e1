/** Posts of ours as they stand in a channel's history. */
import { Routes, type REST } from "discord.js";
import { z } from "zod";
import type { OwnPost, Search } from "../../core/platform.ts";
import { post as most } from "./limits.ts";
import { isMarked, marksOf } from "./marks.ts";
import { message as messageShape } from "./shapes.ts";
import { again, isApiError, codes, troubleOf } from "./trouble.ts";
import type { DeliveryId, MessageRef, Place } from "../../core/place.ts";

export interface HistoryOptions {
  readonly rest: REST;
  /** Whether the history of a place can be read: Discord shows an empty one where it may not be. */
  readonly mayReadBack: (place: Place) => Promise<boolean>;
  /** The id of the user as whom we post. */
  readonly self: string;
}

type Unread = "cannot-look" | "not now";

/** Pages of history that are searched; a message is missed if more than this was said in its channel since. */
const mostPages = 10;
/** Milliseconds by which Discord's clock may be behind ours. */
const skew = 60_000;
/** Discord's ids count milliseconds from here, above 22 other bits. */
const epoch = 1_420_070_400_000;

const component = z.looseObject({ id: z.number().optional() });
/** A message with all that stands in it. */
const whole = messageShape.extend({
  content: z.string().optional(),
  components: z.array(component.extend({ components: z.array(component).optional() })).default([]),
});
type Whole = z.output<typeof whole>;

/** The first post of a delivery. */
export async function find(place: Place, delivery: DeliveryId, since: Date, options: HistoryOptions): Promise<Search> {
  const marks = marksOf(delivery);
  const found = await ours(place, since, options, ({ components }) => isMarked(components, marks));
  if (typeof found === "string") return found;
  const first = found.find(({ components }) => isMarked(components, marks));
  return first ? { place, id: first.id } : "absent";
}

/** All posts of a delivery, the oldest first. */
export async function standing(
  place: Place,
  delivery: DeliveryId,
  since: Date,
  options: HistoryOptions,
): Promise<readonly MessageRef[] | Unread> {
  const marks = marksOf(delivery);
  const found = await ours(place, since, options);
  if (typeof found === "string") return found;
  return found.filter(({ components }) => isMarked(components, marks)).map(({ id }) => ({ place, id }));
}

/** All posts of ours since a moment, the oldest first, with every text that stands in them. */
export async function posts(place: Place, since: Date, options: HistoryOptions): Promise<readonly OwnPost[] | Unread> {
  const found = await ours(place, since, options);
  if (typeof found === "string") return found;
  return found.map(({ id, content, components }) => ({
    message: { place, id },
    at: new Date(Number(BigInt(id) >> 22n) + epoch),
    text: textsIn({ content, components }).join("\n"),
  }));
}

/** @param isWanted ends the search with a page that has such a message @returns messages of ours, the oldest first */
async function ours(
  place: Place,
  since: Date,
  { rest, self, mayReadBack }: HistoryOptions,
  isWanted: (message: Whole) => boolean = () => false,
): Promise<readonly Whole[] | Unread> {
  const found: Whole[] = [];
  let after = BigInt(Math.max(0, since.getTime() - skew - epoch)) << 22n;
  try {
    for (let pages = 0; pages < mostPages; pages++) {
      const query = new URLSearchParams({ after: String(after), limit: String(most.page) });
      const page = z.array(whole).parse(await again(() => rest.get(Routes.channelMessages(place.id), { query })));
      if (page.length === 0 && pages === 0 && !(await mayReadBack(place))) return "cannot-look";
      const inOrder = page.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
      const own = inOrder.filter(({ author }) => author.id === self);
      found.push(...own);
      if (page.length < most.page || own.some(isWanted)) return found;
      after = BigInt(inOrder.at(-1)?.id ?? after);
    }
    return "cannot-look";
  } catch (error) {
    // A channel that is gone took every message with it.
    if (isApiError(error, codes.unknownChannel)) return [];
    return troubleOf(error).kind === "refused" ? "cannot-look" : "not now";
  }
}

/** Texts stand at any depth of a message's components. */
function textsIn(shown: unknown): readonly string[] {
  if (Array.isArray(shown)) return shown.flatMap(textsIn);
  if (typeof shown !== "object" || shown === null) return [];
  return Object.entries(shown).flatMap(([name, value]) =>
    name === "content" && typeof value === "string" ? [value] : textsIn(value),
  );
}
