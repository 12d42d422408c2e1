/** Hours on an axis, where the voters are. */

// Making a formatter takes longer than all else in drawing an axis, so each is made once.
const formats = new Map<string, Intl.DateTimeFormat>();

/** "3am", "3:15am" with the minutes. @param time in epoch milliseconds */
export function hourly(time: number, timeZone: string, withMinutes = false): string {
  const key = `${timeZone} ${withMinutes}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat("en-GB", {
      hour: "numeric",
      ...(withMinutes && { minute: "2-digit" }),
      hour12: true,
      timeZone,
    });
  formats.set(key, format);
  const said = format
    .format(time)
    .replace(/\s/u, "")
    .replace(/^0(?=\D)/, "12")
    .toLowerCase();
  return said === "12pm" ? "noon" : said === "12am" ? "midnight" : said;
}
