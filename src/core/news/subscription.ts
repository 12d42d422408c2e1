/** A subscription: the news that a place has asked for, and how it is told. */
import { z } from "zod";
import { bounds, everything, figures, partyVerbs, plainFilters, type Filter } from "../seats/filter.ts";

/** A clock time of a day: "07:00". */
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** One for each kind of filter that has more than its name: a kind without one does not compile, since it could not be kept. */
const schemas: {
  readonly [Is in Exclude<Filter["is"], (typeof plainFilters)[number]>]: z.ZodType<Filter & { readonly is: Is }>;
} = {
  party: z.strictObject({ is: z.literal("party"), party: z.string(), does: z.enum(partyVerbs) }),
  ahead: z.strictObject({ is: z.literal("ahead"), first: z.string(), second: z.string() }),
  beaten: z.strictObject({ is: z.literal("beaten"), party: z.string() }),
  figure: z.strictObject({
    is: z.literal("figure"),
    figure: z.enum(figures),
    bound: z.enum(bounds),
    value: z.number(),
    unit: z.enum(["votes", "points"]),
  }),
  region: z.strictObject({ is: z.literal("region"), region: z.string() }),
  county: z.strictObject({ is: z.literal("county"), county: z.string() }),
  nation: z.strictObject({
    is: z.literal("nation"),
    nation: z.enum(["England", "Scotland", "Wales", "Northern Ireland"]),
  }),
  targets: z.strictObject({ is: z.literal("targets"), party: z.string(), upTo: z.int().positive() }),
  seats: z.strictObject({ is: z.literal("seats"), seats: z.array(z.string()).min(1) }),
  and: z.lazy(() => z.strictObject({ is: z.literal("and"), of: z.array(filterSchema).min(2) })),
  or: z.lazy(() => z.strictObject({ is: z.literal("or"), of: z.array(filterSchema).min(2) })),
  not: z.lazy(() => z.strictObject({ is: z.literal("not"), of: filterSchema })),
};
const filterSchema: z.ZodType<Filter> = z.union([
  z.strictObject({ is: z.enum(plainFilters) }),
  ...Object.values(schemas),
]);

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
