/** A clock time as people say it in the night -> the moment. */

const minute = 60_000;
const day = 24 * 60;

/**
 * The last moment at or before `now` when clocks showed it.
 * @param clock "03:12"
 * @param zone of the election
 */
export function lastAt(clock: string, now: Date, zone: string): Date {
  const shown = (at: Date): number => minutesOf(at.toLocaleTimeString("en-GB", { timeZone: zone }));
  const sought = minutesOf(clock);
  const whole = Math.floor(now.getTime() / minute) * minute;
  const back = (from: number): number => (((shown(new Date(from)) - sought) % day) + day) % day;
  const found = whole - back(whole) * minute;
  // Where clocks were put forward or back in between, it is off by as much.
  const off = back(found);
  return new Date(off === 0 ? found : found - (off > day / 2 ? off - day : off) * minute);
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}
