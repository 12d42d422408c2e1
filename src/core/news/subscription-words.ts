/**
 * Subscriptions as people type them: "labour gains every 15 quiet 23:00-07:00 scoreboard on". Each argument tells by its own
 * words which it is, so that a typed line can be parted.
 */
import { z } from "zod";
import { hinted } from "../args.ts";
import type { Lookup } from "../lookup.ts";
import { filterArg } from "../seats/filter-arg.ts";
import { filterWords, readPossible, type Knowing } from "../seats/read-filter.ts";
import type { Subscription } from "./subscription.ts";

type Quiet = NonNullable<Subscription["quiet"]>;

/** The order of the arguments, as a complaint. */
const order =
  "after the filter come, in this order: every 15, quiet 23:00-07:00, scoreboard on, briefing off, pictures on, publish on, mention @role";
/** The beginning of another argument, or the whole of one. */
const another =
  /(^|\s)(every|quiet|scoreboard|briefing|pictures|publish|mention)(\s|$)|^(live|on|off|usual|none|never|\d.*)$/i;

const everyPattern = /^(?:every\s+)?(?:(\d{1,4})\s*)?(m|mins?|minutes?|h|hrs?|hours?)?$/i;
const everyWrong = "type it as every 15, 15 minutes or live";

/** Minutes between digests, or "live". */
export const everyArg = () =>
  hinted(
    z
      .string()
      .trim()
      .transform((text, issues): number | "live" => {
        if (/^live$/i.test(text)) return "live";
        const [, count, unit = ""] = everyPattern.exec(text) ?? [];
        const minutes = Number(count ?? (unit === "" ? 0 : 1)) * (/^h/i.test(unit) ? 60 : 1);
        if (minutes >= 1 && minutes <= 1_440) return minutes;
        issues.addIssue({ code: "custom", message: minutes > 1_440 ? "a day is the longest" : everyWrong });
        return z.NEVER;
      })
      .optional(),
    { label: "every 15", about: "minutes between digests; live tells each thing as it comes" },
  );

const time = String.raw`(\d{1,2})(?:[:.](\d{2}))?`;
const quietPattern = new RegExp(String.raw`^(?:quiet\s+)?${time}\s*(?:[-–—]|to)\s*${time}(?:\s+(\S+))?$`, "i");

/** Hours in which nothing is posted, their time zone where one was named, or "off". */
export const quietArg = () =>
  hinted(
    z
      .string()
      .trim()
      .transform((text, issues): (Omit<Quiet, "zone"> & { readonly zone?: string }) | "off" => {
        if (/^(quiet\s+)?(off|none|never)$/i.test(text)) return "off";
        const wrong = (message: string) => {
          issues.addIssue({ code: "custom", message });
          return z.NEVER;
        };
        const found = quietPattern.exec(text);
        const [, fromHour, fromMinute, toHour, toMinute, named] = found ?? [];
        const [from, to] = [clockTime(fromHour, fromMinute), clockTime(toHour, toMinute)];
        if (from === undefined || to === undefined) return wrong("type it as quiet 23:00-07:00, or quiet off");
        if (from === to) return wrong("quiet hours begin and end at different times");
        if (named === undefined) return { from, to };
        const zone = zoneOf(named);
        return zone === undefined ? wrong("name a time zone as Europe/London") : { from, to, zone };
      })
      .optional(),
    { label: "quiet 23:00-07:00", about: "hours without posts, a time zone after them; off for none" },
  );

/** @param what the word that may stand before "on" or "off" */
export const switchArg = (what: "scoreboard" | "briefing" | "publish", about: string) => {
  const pattern = new RegExp(String.raw`^(?:${what}\s+)?(on|off)$`, "i");
  return hinted(
    z
      .string()
      .trim()
      .regex(pattern, `type it as ${what} on, or ${what} off`)
      .transform((text) => /on$/i.test(text))
      .optional(),
    { label: `${what} on`, about },
  );
};

/** Pictures with all that can have one, with none, or as usual. */
export const picturesArg = () =>
  hinted(
    z
      .string()
      .trim()
      .toLowerCase()
      .transform((text) => text.replace(/^pictures\s+/, ""))
      .pipe(z.enum(["on", "off", "usual"], { error: "type it as pictures on, pictures off or pictures usual" }))
      .optional(),
    { label: "pictures on", about: "on: on the scoreboard too; off: none; usual: with milestones and briefings" },
  );

/** A role as people name it where they are, or "off". */
const mentionArg = () =>
  hinted(
    z
      .string()
      .trim()
      .regex(/^(?:mention\s+\S.*|<?@\S.*|off)$/is, "type it as mention @role, or mention off")
      .max(200, "that is too long to be a role")
      .transform((text) => text.replace(/^mention\s+/i, ""))
      .optional(),
    { label: "mention @role", about: "a role that is called as news comes, never for a correction; or off" },
  );

/** In the order in which they are typed. */
export const subscriptionArgs = () => ({
  filter: filterArg(another, order),
  every: everyArg(),
  quiet: quietArg(),
  scoreboard: switchArg("scoreboard", "on: the state of the parties, kept up to date in one post; or off"),
  briefing: switchArg("briefing", "on: what happened, each morning; or off"),
  pictures: picturesArg(),
  publish: switchArg("publish", "on: milestones and briefings go to followers of an announcement channel; or off"),
  mention: mentionArg(),
});

const args = z.object(subscriptionArgs());
export type Wanted = z.output<typeof args>;

/**
 * The subscription that is held, with the arguments that were typed in place of its own.
 * @param asked the words before a filter where one is typed
 * @param called the role that was named, once it is known
 * @throws UserError as `readFilter` does
 */
export function changed(
  holds: Subscription,
  wanted: Wanted,
  known: Knowing,
  asked: string,
  called?: NonNullable<Subscription["mention"]> | "off",
): Subscription {
  const { filter, every, quiet, scoreboard, briefing, pictures, publish } = wanted;
  const { every: minutes, quiet: hours, pictures: shown, publish: published, mention: before, ...others } = holds;
  const mention = called === "off" ? undefined : (called ?? before);
  const newPictures = pictures === undefined ? shown : pictures === "usual" ? undefined : pictures;
  const usualZone = known.results.election.timeZone;
  const newEvery = every === undefined ? minutes : every === "live" ? undefined : every;
  const newQuiet = quiet === undefined ? hours : quiet === "off" ? undefined : { zone: usualZone, ...quiet };
  return {
    ...others,
    ...(filter !== undefined && { filter: readPossible(filter, known, asked) }),
    ...(scoreboard !== undefined && { scoreboard }),
    ...(briefing !== undefined && { briefing }),
    ...(newEvery !== undefined && { every: newEvery }),
    ...(newQuiet && { quiet: newQuiet }),
    ...(newPictures && { pictures: newPictures }),
    ...((publish ?? published) && { publish: true as const }),
    ...(mention && { mention }),
  };
}

/** Each argument as it would be typed in full: read again, they are the same subscription. */
export function typedSubscription(
  { filter, every, quiet, scoreboard, briefing, pictures, publish, mention }: Subscription,
  lookup: Lookup,
): Readonly<Record<keyof Wanted, string>> {
  return {
    filter: filterWords(filter, lookup),
    every: every === undefined ? "live" : `every ${every}`,
    quiet: quiet ? `quiet ${quiet.from}-${quiet.to} ${quiet.zone}` : "quiet off",
    scoreboard: `scoreboard ${scoreboard ? "on" : "off"}`,
    briefing: `briefing ${briefing ? "on" : "off"}`,
    pictures: `pictures ${pictures ?? "usual"}`,
    publish: `publish ${publish ? "on" : "off"}`,
    mention: `mention ${mention ? `@${mention.name}` : "off"}`,
  };
}

function clockTime(hour = "", minute = "00"): string | undefined {
  return hour !== "" && Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, "0")}:${minute}` : undefined;
}

/** As the time zones' own list writes it. */
function zoneOf(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
