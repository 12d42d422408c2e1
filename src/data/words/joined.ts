/** Names with their words joined, for words typed apart or together: "castlepoint", "east bourne", "lancaster amd wyre". */
import { slips } from "../../core/slips.ts";
import { firstFrom } from "./first-from.ts";
import { bitCount, lettersOf } from "./letters.ts";

/** Names with the same words joined, by their indexes. */
interface Joined {
  readonly text: string;
  readonly letters: number;
  readonly names: number[];
}

interface Near {
  /** Slips between the texts; at least one. */
  readonly apart: number;
  /** Letters of the name. */
  readonly length: number;
  readonly names: readonly number[];
}

export function createJoined() {
  const joined = new Map<string, Joined>();
  const byLength: Joined[][] = [];
  /** Sorted when first asked for, once all have been added. */
  let sorted: readonly string[] | undefined;

  return {
    add(text: string, name: number): void {
      const known = joined.get(text);
      if (known !== undefined) {
        known.names.push(name);
        return;
      }
      const made = { text, letters: lettersOf(text), names: [name] };
      joined.set(text, made);
      (byLength[text.length] ??= []).push(made);
      sorted = undefined;
    },
    exactly: (text: string): readonly number[] => joined.get(text)?.names ?? [],
    /** Names that are longer than the text and begin with it, short ones first. */
    goingOn(text: string): readonly Joined[] {
      const all = (sorted ??= [...joined.keys()].toSorted());
      const found: Joined[] = [];
      for (let at = firstFrom(all, text); all[at]?.startsWith(text) === true; at++) {
        const one = joined.get(all[at] ?? "");
        if (one && one.text.length > text.length) found.push(one);
      }
      return found.toSorted((a, b) => a.text.length - b.text.length);
    },
    /** Names that are the text but for one slip in each six letters of it, and three at most. */
    *near(text: string): Generator<Near> {
      const most = Math.min(3, Math.floor(text.length / 6));
      const own = lettersOf(text);
      for (let length = text.length - most; length <= text.length + most; length++)
        for (const other of byLength[length] ?? []) {
          if (bitCount(own ^ other.letters) > 2 * most) continue;
          const apart = slips(text, other.text, most);
          if (apart <= most && apart > 0) yield { apart, length, names: other.names };
        }
    },
  };
}
