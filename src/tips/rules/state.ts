/**
 * The life of a case, from the words that open it to the day it goes. What may be known of a case is what stands here: no
 * field could hold who sent it, from where, or when but for the day.
 */
import { z } from "zod";
import type { CaseNumber } from "./case-number.ts";
import type { StaffName } from "../../core/asker.ts";

const dayShape = z.iso.date().brand("day");
/** As in "2024-07-05", in UTC. */
export type Day = z.output<typeof dayShape>;
export const dayOf = (when: Date): Day => dayShape.parse(when.toISOString().slice(0, 10));
export const asDay = (text: string): Day => dayShape.parse(text);

export type CaseState =
  /** Its first words wait, sealed, for their window. */
  | "sealed"
  /** Editors have it; nobody has taken it. */
  | "relayed"
  | "claimed"
  /** An editor's reply waits to be read. */
  | "replied"
  | "closed"
  | "spam"
  /** The source is not heard any further. */
  | "muted"
  /** By the source. */
  | "deleted";

export interface Case {
  readonly number: CaseNumber;
  readonly state: CaseState;
  /** The last day on which either side said something: from it the days are counted until the case goes. */
  readonly lastWord: Day;
  /** The editor who has taken it. */
  readonly claimedBy?: StaffName;
}

export type CaseEvent =
  /** Sealed words have reached the editors' channel. */
  | { readonly kind: "delivered" }
  | { readonly kind: "claim" | "release" | "reopen"; readonly by: StaffName }
  | { readonly kind: "close" | "spam" | "mute"; readonly by: StaffName; readonly over?: Over }
  | { readonly kind: "reply"; readonly by: StaffName; readonly on: Day }
  /** The source, by the codename. */
  | { readonly kind: "answer"; readonly on: Day }
  /** Without an editor: by the source. */
  | { readonly kind: "delete"; readonly by?: StaffName; readonly over?: Over };

/** Set where a manager, asked once more, ends what another has claimed. */
type Over = true;

/** Parts of a case that the store and the platform hold, besides its number and its state. */
export type CasePart =
  /** Sealed words of the source that have not been delivered. */
  | "text"
  /** The lookup id and the recipient: without them the codename finds nothing. */
  | "keys"
  /** Sealed replies to the source. */
  | "replies"
  /** Teller's own posts in the editors' channel, and where they are. */
  | "posts";

/** The parts that may be held in each state. On the way to another, those that the other does not list are erased. */
export const holds: Readonly<Record<CaseState, readonly CasePart[]>> = {
  sealed: ["text", "keys"],
  relayed: ["text", "keys", "posts"],
  claimed: ["text", "keys", "replies", "posts"],
  replied: ["text", "keys", "replies", "posts"],
  closed: ["text", "keys", "replies", "posts"],
  spam: ["keys", "posts"],
  muted: ["keys", "replies", "posts"],
  deleted: [],
};

export type Step =
  | {
      readonly kind: "moved";
      readonly to: Case;
      /** To be erased in the same transaction. Of `text` after a delivery: what was delivered. */
      readonly erase: readonly CasePart[];
    }
  | { readonly kind: "refused"; readonly why: "gone" | "taken" | "not-theirs" | "unheard" | "not-now" };

/**
 * The step to which an event leads. Pure: whoever keeps cases erases and stores what it says. A delivery that finds its case gone has left a
 * post behind, which is to be removed at once.
 */
export function step(now: Case, event: CaseEvent): Step {
  const refused = (why: Extract<Step, { kind: "refused" }>["why"]): Step => ({ kind: "refused", why });
  if (now.state === "deleted") return refused("gone");
  if (now.state === "sealed" && event.kind !== "delivered" && event.kind !== "answer" && event.kind !== "delete")
    return refused("not-now");
  if (isEnd(event) && isOthers(now, event.by) && !event.over) return refused("not-theirs");
  switch (event.kind) {
    case "delivered": {
      // Words that were on their way when the case went out of hearing were delivered all the same.
      const moved = go(now, now.state === "sealed" ? "relayed" : now.state);
      return { ...moved, erase: [...new Set<CasePart>([...moved.erase, "text"])] };
    }
    case "claim":
      if (now.claimedBy !== undefined && now.claimedBy !== event.by) return refused("taken");
      if (isOut(now)) return refused("not-now");
      return go(now, now.state === "relayed" ? "claimed" : now.state, event.by);
    case "release":
      if (now.claimedBy === undefined) return refused("not-now");
      if (now.claimedBy !== event.by) return refused("not-theirs");
      return go(now, now.state === "claimed" ? "relayed" : now.state, "nobody");
    case "reply":
      if (isOut(now)) return refused("not-now");
      if (now.claimedBy !== undefined && now.claimedBy !== event.by) return refused("taken");
      return go({ ...now, lastWord: event.on }, "replied", event.by);
    case "answer":
      if (now.state === "spam" || now.state === "muted") return refused("unheard");
      return go({ ...now, lastWord: event.on }, now.state === "sealed" ? "sealed" : open(now));
    case "close":
      return isOut(now) ? refused("not-now") : go(now, "closed");
    case "reopen":
      return isOut(now) ? go(now, open(now)) : refused("not-now");
    case "spam":
    case "mute":
      return go(now, event.kind === "spam" ? "spam" : "muted");
    case "delete":
      return go(now, "deleted", "nobody");
  }
}

/** The first day on which nothing of it is held any more, not even its number. */
export function goesOn({ lastWord }: Pick<Case, "lastWord">, days: number): Day {
  const date = new Date(`${lastWord}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return dayOf(date);
}

const isEnd = (event: CaseEvent): event is Extract<CaseEvent, { over?: Over }> =>
  event.kind === "close" || event.kind === "spam" || event.kind === "mute" || event.kind === "delete";

const isOthers = ({ claimedBy }: Case, by: StaffName | undefined): boolean =>
  by !== undefined && claimedBy !== undefined && claimedBy !== by;

/** Out of the editors' hands, until someone takes it back. */
const isOut = ({ state }: Case): boolean => state === "closed" || state === "spam" || state === "muted";

/** In their hands again, in whose it was. */
const open = ({ claimedBy }: Case): CaseState => (claimedBy === undefined ? "relayed" : "claimed");

type MovedStep = Extract<Step, { kind: "moved" }>;

/** @param owner whoever has it from here on; unchanged unless given */
function go({ claimedBy: before, ...now }: Case, state: CaseState, owner?: StaffName | "nobody"): MovedStep {
  const claimedBy = owner === "nobody" ? undefined : (owner ?? before);
  return {
    kind: "moved",
    to: { ...now, state, ...(claimedBy !== undefined && { claimedBy }) },
    erase: holds[now.state].filter((held) => !holds[state].includes(held)),
  };
}
