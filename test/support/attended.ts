/**
 * Milliseconds for which this process was let work: a clock that stands while a busy machine runs other programs. A fake that
 * keeps to a platform's seconds by it does not blame the bot for them; what the bot itself reckons counts.
 */

/** Milliseconds between two looks, and those that count as let work though nothing was done. */
const [every, most] = [40, 60] as const;

let attended = 0;
let last = performance.now();
let worked = cpuTime();

setInterval(look, every).unref();

function look(): void {
  const now = performance.now();
  // Asked for once a look: the answer costs more than all else here, and tests look as long as they run.
  const cpu = cpuTime();
  attended += Math.max(Math.min(now - last, most), Math.min(now - last, cpu - worked));
  [last, worked] = [now, cpu];
}

/** Of this process so far, in milliseconds. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
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
