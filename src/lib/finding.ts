/** Findings of the doctor, one thing at a time. */

export interface Finding {
  /** The thing that was looked at: "database". */
  readonly name: string;
  /** `poor` works, but not as well as it could. */
  readonly state: "good" | "poor" | "bad";
  /** The finding in words. */
  readonly says: string;
  /** The way to mend it. */
  readonly mend?: string;
}

/** @param look returns the finding, or throws an Error that says what is wrong */
export async function findingOf(name: string, mend: string, look: () => string | Promise<string>): Promise<Finding> {
  try {
    return { name, state: "good", says: await look() };
  } catch (error) {
    return { name, state: "bad", says: error instanceof Error ? error.message : "cannot be read", mend };
  }
}

/** Seconds between two clocks: beyond `bad`, either side refuses signed requests. */
const skew = { poor: 10, bad: 120 };

/** @param date the `Date` header of an answer that has just come; it is in whole seconds */
export function clockFinding(name: string, date: string | null, now: Date): Finding {
  const theirs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return { name, state: "poor", says: "the answer does not tell the time" };
  const off = Math.round((now.getTime() - theirs) / 1000);
  const apart = Math.abs(off);
  if (apart < skew.poor) return { name, state: "good", says: "this machine's clock agrees" };
  return {
    name,
    state: apart < skew.bad ? "poor" : "bad",
    says: `this machine's clock is ${apart} seconds ${off > 0 ? "ahead" : "behind"}`,
    mend: "let it be set by NTP: timedatectl set-ntp true",
  };
}
