/**
 * Milliseconds for which this process was let work: a clock that stands while a busy machine runs other programs. A fake that
 * keeps to a platform's seconds by it does not blame the bot for them; what the bot itself reckons counts.
 */

/** Milliseconds between two looks, and those that count as let work though nothing was done. */
const [every, most] = [20, 60] as const;

let attended = 0;
let last = performance.now();
let worked = process.cpuUsage();

setInterval(look, every).unref();

function look(): void {
  const now = performance.now();
  const { user, system } = process.cpuUsage(worked);
  attended += Math.max(Math.min(now - last, most), Math.min(now - last, (user + system) / 1_000));
  last = now;
  worked = process.cpuUsage();
}

export function attendedTime(): number {
  look();
  return attended;
}

/** Calls after so many milliseconds of that clock. @returns a function that calls it off */
export function afterAttended(milliseconds: number, work: () => void): () => void {
  const end = attendedTime() + milliseconds;
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const left = end - attendedTime();
    if (left <= 0) work();
    else timer = setTimeout(wait, left);
  };
  timer = setTimeout(wait, milliseconds);
  return () => clearTimeout(timer);
}
