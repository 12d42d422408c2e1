/** Days and times as publishers write them. */
import type { Election } from "../../../core/election.ts";
import { tidy } from "../../../core/desk/cells.ts";
import { day as wholeDay } from "../../../lib/local-time.ts";

type Zone = Pick<Election, "timeZone" | "pollsClose">;

/** @returns the day in ISO of "2025-05-01", "01/05/2025", "1.5.25" or "1 May 2025"; undefined for any other text */
export function dayOf(text: string): string | undefined {
  const plain = text
    .trim()
    .replace(/^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[,. ]*/i, "")
    .replace(/[T ]0?0:00(?::00(?:\.0+)?)?Z?$/, "");
  const [, d = "", m = "", y = ""] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(plain) ??
    /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})$/i.exec(plain) ??
    [];
  const [, isoYear = "", isoMonth = "", isoDay = ""] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain) ?? [];
  const month = /^\d/.test(m) ? m : String(months.indexOf(m.slice(0, 3).toLowerCase()) + 1);
  const day =
    y === ""
      ? [isoYear, isoMonth.padStart(2, "0"), isoDay.padStart(2, "0")].join("-")
      : `${y.padStart(4, "20")}-${month.padStart(2, "0")}-${d.padStart(2, "0")}`;
  return isDay(day) ? day : undefined;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function isDay(day: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00Z`) : undefined;
  // A day that no month has, such as 31 February, would be taken for another.
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** A day in any of its forms, and a time after or before it, in parts that `clockTimeOf` and `dayOf` read. */
const clockForm = String.raw`\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d{1,9})?(?: ?[ap]\.? ?m\b\.?)?|\d{1,2} ?[ap]\.? ?m\b\.?|\d{3,4}(?: ?h(?:ou)?rs?)?|midnight|noon|midday`;
const clockFirst = new RegExp(`^(?<time>${clockForm})(?:,? (?:on )?|[T,])(?<day>.*\\S.*)$`, "i");
const clockLast = new RegExp(`^(?<day>.*?\\S)(?:,? (?:at )?|T|,)(?<time>${clockForm})$`, "i");
const clockAlone = new RegExp(`^(?:at )?(?<time>${clockForm})$`, "i");
const offsetForm = / ?\(?(?<offset>Z|[+-]\d{2}:?\d{2}|BST|GMT|UTC|UK(?: time)?|local(?: time)?)\)?$/i;

/**
 * @param text a day and a time, with an offset or, without one, in the election's time zone; or a time alone, of the
 *   night and day after the close of poll
 * @param polled the day of the vote, ISO
 * @returns undefined for text that is no time
 */
export function instantOf(text: string, polled: string, zone: Zone): Date | undefined {
  const whole = tidy(text).replace(/^(?:c\.?|circa|approx\.?|about|around|~)\s*/i, "");
  if (whole.length > 60) return undefined;
  const serial = /^4\d{4}\.\d{2,}$/.test(whole) ? spreadsheetDay(Number(whole)) : whole;
  const mark = offsetForm.exec(serial);
  // "-0500" ends an ISO time; "2024-07-05" does not end in an offset.
  const isOffset =
    mark !== null &&
    !(/^[+-]/.test(mark.groups?.["offset"] ?? "") && !/[:\d]\d:?\d{2}/.test(serial.slice(0, mark.index)));
  const offset = isOffset ? mark.groups?.["offset"] : undefined;
  const bare = isOffset ? serial.slice(0, mark.index).trim() : serial;
  const alone = clockAlone.exec(bare)?.groups;
  const ways = alone ? [alone] : [clockLast.exec(bare)?.groups, clockFirst.exec(bare)?.groups];
  const [time, day] =
    ways
      .map((way) => [clockTimeOf(way?.["time"] ?? ""), alone ? polled : dayIn(way?.["day"] ?? "", polled)] as const)
      .find((way) => way.every((part) => part !== undefined)) ?? [];
  if (time === undefined || day === undefined) return undefined;
  const clock = new Date(`${day}T${time}Z`);
  const local = offset === undefined || /^(?:uk|local)/i.test(offset) ? undefined : minutesOf(offset);
  if (Number.isNaN(clock.getTime())) return undefined;
  const at = new Date(clock.getTime() - (local === undefined ? ahead(clock, zone.timeZone) : local * 60_000));
  return alone && clockOf(at, zone) < clockOf(new Date(zone.pollsClose), zone) ? new Date(at.getTime() + wholeDay) : at;
}

/** @returns "04:10:00" of "4.10am", "0410", "4:10 a.m.", "16:10:30", "noon" */
function clockTimeOf(text: string): string | undefined {
  const word = { midnight: "00:00:00", noon: "12:00:00", midday: "12:00:00" }[text.toLowerCase()];
  if (word !== undefined) return word;
  const [, h = "", m = "00", s = "00", half] =
    /^(\d{1,2})(?:[:.h](\d{2}))?(?:[:.](\d{2}))?(?:\.\d+)? ?([ap])?/i.exec(
      text.replace(/^(\d{1,2})(\d{2})(?= ?h|$)/i, "$1:$2"),
    ) ?? [];
  const hour = half === undefined ? Number(h) : (Number(h) % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  if (h === "" || (half !== undefined && (Number(h) > 12 || Number(h) === 0)) || hour > 23) return undefined;
  return `${String(hour).padStart(2, "0")}:${m}:${s}`;
}

const dayIn = (text: string, polled: string): string | undefined =>
  dayOf(text.replace(/,$/, "")) ?? nearDay(text, polled);

/** "5 July", "5/7", "Friday": a day of the days after the vote, whose year or date is not said. */
function nearDay(text: string, polled: string): string | undefined {
  const start = Date.parse(`${polled}T00:00Z`);
  const days = Array.from({ length: 5 }, (_, i) => new Date(start + i * wholeDay).toISOString().slice(0, 10));
  const name = /^(?:on )?(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\.?$/i
    .exec(text.trim())?.[1]
    ?.toLowerCase();
  if (name !== undefined) return days.find((one) => weekdays[new Date(one).getUTCDay()] === name);
  return days.find(
    (one) => dayOf(`${text.trim().replace(/,$/, "")}${/[a-z]/i.test(text) ? " " : "/"}${one.slice(0, 4)}`) === one,
  );
}

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Spreadsheets count days from 30 December 1899. */
function spreadsheetDay(days: number): string {
  const at = new Date(Math.round((days - 25_569) * 24 * 60) * 60_000);
  return at.toISOString().slice(0, 16).replace("T", " ");
}

function minutesOf(offset: string): number {
  if (/^(?:Z|GMT|UTC)$/i.test(offset)) return 0;
  if (/^BST$/i.test(offset)) return 60;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return offset.startsWith("-") ? -minutes : minutes;
}

const clockOf = (at: Date, { timeZone }: Zone): string => at.toLocaleTimeString("sv-SE", { timeZone });

/** Milliseconds that a zone's clocks are ahead of UTC at a moment. */
function ahead(at: Date, timeZone: string): number {
  const shown = at.toLocaleString("sv-SE", { timeZone });
  return Date.parse(`${shown.replace(" ", "T")}Z`) - Math.floor(at.getTime() / 1000) * 1000;
}
