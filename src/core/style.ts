/** A publisher's own style, for text that its editors paste: names of parties, per cent, the clock. */
import { z } from "zod";

const name = z.string().trim().min(1).max(60);

export const styleSchema = z.strictObject({
  /** "40.6%" or "40.6 per cent". */
  percent: z.enum(["%", "per cent"]).default("%"),
  /** "5.31am" or "05:31". */
  clock: z.enum(["12", "24"]).default("12"),
  /** Decimals of shares, swings and turnout. */
  decimals: z.int().min(0).max(2).default(1),
  /**
   * Names by party id: in a sentence, and in a headline ("Tory", say, where the publisher uses it). The pack's short
   * name stands in for those that are absent.
   */
  parties: z.record(z.string(), z.strictObject({ name: name.optional(), headline: name.optional() })).default({}),
});
export type Style = z.infer<typeof styleSchema>;

export const usualStyle: Style = styleSchema.parse({});
