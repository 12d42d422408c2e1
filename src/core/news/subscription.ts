/** A subscription: the news that a place has asked for, and how it is told. */
import { z } from "zod";
import { bounds, everything, figures, partyVerbs, plainFilters, type Filter } from "../seats/filter.ts";

/** A clock time of a day: "07:00". */
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ is: z.enum(plainFilters) }),
    z.strictObject({ is: z.literal("party"), party: z.string(), does: z.enum(partyVerbs) }),
    z.strictObject({ is: z.literal("ahead"), first: z.string(), second: z.string() }),
    z.strictObject({
      is: z.literal("figure"),
      figure: z.enum(figures),
      bound: z.enum(bounds),
      value: z.number(),
      unit: z.enum(["votes", "points"]),
    }),
    z.strictObject({ is: z.literal("region"), region: z.string() }),
    z.strictObject({ is: z.literal("nation"), nation: z.enum(["England", "Scotland", "Wales", "Northern Ireland"]) }),
    z.strictObject({ is: z.literal("targets"), party: z.string(), upTo: z.int().positive() }),
    z.strictObject({ is: z.literal("seats"), seats: z.array(z.string()).min(1) }),
    z.strictObject({ is: z.enum(["and", "or"]), of: z.array(filterSchema).min(2) }),
    z.strictObject({ is: z.literal("not"), of: filterSchema }),
  ]),
);

export const subscriptionSchema = z.strictObject({
  filter: filterSchema,
  /** Minutes between digests; absent where each item is told as it comes. */
  every: z.int().min(1).max(1_440).optional(),
  /** Quiet hours: nothing is posted between these times, and all of it is told afterwards in one message. */
  quiet: z.strictObject({ from: clockTime, to: clockTime, zone: z.string() }).optional(),
  scoreboard: z.boolean(),
  briefing: z.boolean(),
  /** Pictures: on, also on the scoreboard; off, none; absent, with milestones and briefings. */
  pictures: z.enum(["on", "off"]).exactOptional(),
  /** Milestones and briefings are passed on to whoever follows the channel elsewhere, on platforms that have that. */
  publish: z.literal(true).exactOptional(),
  /** The one role that news calls as it comes: its id, and its name when it was chosen. */
  mention: z.strictObject({ id: z.string().min(1).max(40), name: z.string().max(100) }).exactOptional(),
});
export type Subscription = z.output<typeof subscriptionSchema>;

export const usualSubscription: Subscription = { filter: everything, scoreboard: false, briefing: false };
