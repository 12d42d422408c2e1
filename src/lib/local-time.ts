/** Days and clock times as people in a time zone read them. */

/** Milliseconds. */
export const day = 24 * 60 * 60_000;

/** Making a formatter takes longer than using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** "23:05" and the day, ISO, of a moment in a time zone. */
export function localTime(now: Date, timeZone: string): { readonly day: string; readonly time: string } {
  const clock =
    clocks.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  clocks.set(timeZone, clock);
  const [day = "", time = ""] = clock.format(now).split(" ");
  return { day, time };
}

/** The moment of a day, ISO, at which clocks in a time zone show a time. */
export function momentOf(day: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T${time}Z`);
  const ahead = (at: number): number => {
    const shown = localTime(new Date(at), timeZone);
    return Date.parse(`${shown.day}T${shown.time}Z`) - at;
  };
  // Twice, as clocks may change between the first guess and the moment.
  return new Date(wanted - ahead(wanted - ahead(wanted)));
}
