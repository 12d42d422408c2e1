/** Limits by address, in memory alone and for a minute: nothing tells afterwards who was here. */
import type { Limits } from "./limits.ts";

export interface Visits {
  /** Counts a request. @returns whether it is one too many */
  tooMany(address: string, now: number): boolean;
  /** Takes one of an address's event streams. @returns what gives it back; undefined where it has too many */
  stream(address: string): (() => void) | undefined;
}

export function createVisits({ requests, spell, streams, known }: Limits["address"]): Visits {
  let began = Number.NEGATIVE_INFINITY;
  const counts = new Map<string, number>();
  const held = new Map<string, number>();
  return {
    tooMany(address, now) {
      // All are forgotten at once, and so are those of an attacker with more addresses than we remember.
      if (now - began > spell || counts.size > known) {
        counts.clear();
        began = now;
      }
      const whose = networkOf(address);
      const count = (counts.get(whose) ?? 0) + 1;
      counts.set(whose, count);
      return count > requests;
    },
    stream(address) {
      const whose = networkOf(address);
      const count = held.get(whose) ?? 0;
      if (count >= streams) return undefined;
      held.set(whose, count + 1);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        const left = (held.get(whose) ?? 1) - 1;
        if (left > 0) held.set(whose, left);
        else held.delete(whose);
      };
    },
  };
}

/** One household has a whole /64 of IPv6 to itself. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail = ""] = plain.split("::");
  const groups = (part: string): readonly string[] => (part === "" ? [] : part.split(":"));
  const [front, back] = [groups(head), groups(tail)];
  const all = plain.includes("::")
    ? [...front, ...Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => "0"), ...back]
    : front;
  return all.slice(0, 4).join(":");
}
