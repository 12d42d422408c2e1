/** The figures that the House of Commons Library published, by seat. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

export const published = z
  .record(
    z.string(),
    z.object({
      /** "Lab gain from Con", "Spk hold" */
      result: z.string(),
      first: z.string(),
      second: z.string(),
      majority: z.number(),
      valid: z.number(),
      /** Votes, share and change (0-1) by candidate id. */
      candidates: z.record(z.string(), z.tuple([z.number(), z.number(), z.number().nullable()])),
    }),
  )
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "..", "published", "uk-2024.json"), "utf8")));
