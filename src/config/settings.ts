/**
 * The settings besides the platforms', one by one: the values that each may have, and the complaint about any other.
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { oneOf, port, text } from "../lib/setting.ts";
import { platformIds, readStaff } from "./people.ts";
import { readSources } from "./sources.ts";
import { readIdentity, readIdentityFile, readRecipients, readSafer } from "./tips.ts";
import { isDatabaseAddress } from "../lib/address.ts";

const root = join(import.meta.dirname, "..", "..");

const seconds = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, { error: `is a number of seconds, ${least} to ${most}` })
    .transform(Number)
    .refine((given) => given >= least && given <= most, { error: `is a number of seconds, ${least} to ${most}` });

/** "07:00 Europe/London"; "off" for none. */
function briefing(
  given: string,
  context: z.core.$RefinementCtx,
): { readonly at: string; readonly zone: string } | undefined {
  if (given === "off") return undefined;
  const [at = "", zone = "Europe/London"] = given.split(/\s+/);
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(at) && isTimeZone(zone)) return { at, zone };
  context.addIssue("is a clock time and perhaps a time zone, as in 07:00 Europe/London, or off");
  return undefined;
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en-GB", { timeZone: name }));
  } catch {
    return false;
  }
}

/**
 * Platforms limit a token's requests in a second over all instances: with no more than these, each may still post once.
 */
const mostInstances = 50;
const days = "is a number of days, 1 to 365";
const instances = `is how many run at once: a whole number from 1 to ${mostInstances}`;

export const settings = z.object({
  /** A folder of `elections/`, or a path to one elsewhere. */
  ELECTION: text
    .default("uk-2024")
    .transform((name) => (/^[\w-]+$/.test(name) ? join(root, "elections", name) : name))
    .refine((folder) => existsSync(join(folder, "election.json")), {
      error: "names no election pack: give a folder of elections/, or a path to a folder with election.json in it",
    }),

  /** A folder of overlays; `elections.d` beside the database unless given. */
  OVERLAYS: text.optional(),

  STAFF: text.transform(readStaff).default([]),
  MANAGERS: text.transform((list, context) => platformIds(list, context)).default([]),

  SOURCES: text.transform(readSources).default([]),
  SOURCES_ALLOW_PRIVATE: z.stringbool({ error: "is true or false" }).default(false),
  DESK: text.transform((list, context) => platformIds(list, context)).default([]),
  BRIEFING: text.transform(briefing).default({ at: "07:00", zone: "Europe/London" }),
  LINES: text
    .transform((path) => resolve(path))
    .refine((path) => existsSync(path), { error: "names no file" })
    .optional(),
  POLL_SECONDS: seconds(0.2, 3_600).default(5),
  LEASE_SECONDS: seconds(0.5, 600).default(30),
  GRACE_SECONDS: seconds(0.5, 600).default(15),
  POST_SECONDS: seconds(0.2, 60).default(5),

  INSTANCES: text
    .regex(/^\d{1,2}$/, { error: instances })
    .transform(Number)
    .refine((given) => given >= 1 && given <= mostInstances, { error: instances })
    .default(1),
  TIPS_RECIPIENTS: text.transform(readRecipients).default([]),
  TIPS_IDENTITY: text.transform(readIdentity).optional(),
  TIPS_IDENTITY_FILE: text.transform(readIdentityFile).optional(),
  TIPS_CHANNELS: text.transform((list, context) => platformIds(list, context)).default([]),
  TIPS_NEWSROOM: text.refine((name) => name.length <= 80, { error: "is a name, of 80 letters at most" }).optional(),
  TIPS_SAFER: text.transform(readSafer).default([]),
  TIPS_DAYS: text
    .regex(/^\d{1,3}$/, { error: days })
    .transform(Number)
    .refine((given) => given >= 1 && given <= 365, { error: days })
    .default(30),

  DATABASE: text.default(join(root, "teller.sqlite")).transform((path) => resolve(path)),
  REPLAY: text.transform((where) => (isDatabaseAddress(where) ? where : resolve(where))).optional(),
  DATABASE_URL: z
    .string()
    .trim()
    .pipe(z.url({ protocol: /^postgres(ql)?$/, error: "is an address: postgres://user:password@host/database" }))
    .optional(),
  OPS_PORT: port.optional(),
  OPS_HOST: text.default("127.0.0.1"),
  LOG_LEVEL: oneOf("error", "warn", "info", "silent").default("info"),
  STYLE: text
    .transform((path) => resolve(path))
    .refine((path) => existsSync(path), { error: "names no file" })
    .optional(),
});

export type Settings = z.output<typeof settings>;
