/**
 * The tables as they stand after every migration. Columns are text, integers (times: milliseconds since 1970; truth: 0 and
 * 1) and blobs, which every SQL database has; anything richer is JSON in text.
 */
import type { Generated } from "kysely";
import type { TipSchema } from "./tip-schema.ts";

export interface Schema extends TipSchema {
  /** One row: how many migrations this database has had. */
  readonly schema_version: { readonly version: number };
  /** Settings of places, as their managers chose them. */
  readonly place_settings: {
    readonly platform: string;
    readonly place: string;
    readonly answers: string;
    /** A JSON list of commands' names. */
    readonly off: string;
    readonly changed_at: number;
  };
  /** One row a counter ("log", "notices", …): the last number given out, in the transaction that uses it. */
  readonly head: { readonly name: string; readonly n: number };
  /** Every declaration that came, in order; never rewritten. */
  readonly log: LogTable;
  /** Places that are told news. */
  readonly places: PlacesTable;
  /** Messages that stand in places, or are about to. */
  readonly messages: MessagesTable;
  /** The contests that a message tells of. */
  readonly message_contests: {
    /** `messages.id` */
    readonly message: string;
    /** `places.id`, as the message has it. */
    readonly place: string;
    readonly contest: string;
  };
  /** Notices for the desk, in order. */
  readonly notices: {
    readonly id: number;
    readonly kind: string;
    /** JSON. */
    readonly about: string;
    /** The same event has the same key, and is told once. */
    readonly key: string;
    readonly at: number;
  };
  /** Leases: work that one instance may do at a time. */
  readonly leases: { readonly name: string; readonly token: string; readonly until: number };
  /** Proposals of editors, and their fate. */
  readonly drafts: DraftsTable;
  /** Misfits of sources. */
  readonly quarantine: {
    readonly id: number;
    readonly source: string;
    /** The same misfit has the same key. */
    readonly key: string;
    readonly why: string;
    readonly excerpt: string;
    readonly at: number;
    readonly dismissed_by: string | null;
    readonly dismissed_at: number | null;
  };
  readonly shifts: { readonly name: string; readonly since: number };
  /** Values that hold for the whole installation, by name: JSON. */
  readonly switches: { readonly name: string; readonly value: string; readonly changed_at: number };
  /** Rows of elections that were closed, as JSON: `what` is the table that each was in. */
  readonly archived: {
    readonly election: string;
    readonly closed_at: number;
    readonly what: string;
    readonly n: number;
    readonly row: string;
  };
  /** The health of each source. */
  readonly sources: {
    readonly name: string;
    readonly heard_at: number | null;
    readonly tried_at: number;
    readonly failing_since: number | null;
    readonly why: string | null;
  };
  /** The cache of Keyv. */
  readonly cache: { readonly key: string; readonly value: string; readonly expires: number | null };
  /** Events that one instance acts on: the hash of an event's id, and the hour. */
  readonly once: { readonly key: string; readonly at: number };
}

interface LogTable {
  readonly seq: number;
  readonly contest: string;
  readonly seat: string;
  readonly by_election: string | null;
  readonly source: string;
  readonly kind: string;
  readonly revision: number;
  readonly state: string;
  readonly winner: string | null;
  /** JSON: votes by candidate id. */
  readonly votes: string | null;
  readonly rejected: number | null;
  readonly declared: number | null;
  readonly recorded: number;
  readonly staff: number;
  readonly rehearsal: number;
  readonly at: number;
  readonly entered_by: string | null;
  readonly confirmed_by: string | null;
  readonly how: string | null;
}

interface PlacesTable {
  readonly id: string;
  readonly platform: string;
  readonly place: string;
  /** JSON: a `Subscription`. */
  readonly subscription: string;
  readonly state: string;
  readonly staff: number;
  /** The log's entry up to which news has been told here. */
  readonly cursor: number;
  /** The log's entry up to which its messages have been put right. */
  readonly corrected: number;
  /** The desk's notice up to which it has been told. */
  readonly noticed: number;
  readonly lease_token: string | null;
  readonly lease_until: number;
  /** The place is not visited before; 0 where it has no reason to wait. */
  readonly due_at: number;
  /** The place is visited from then on, even where the log has nothing new. */
  readonly wake_at: Generated<number | null>;
  /** The time at which lease, `due_at` and `wake_at` were written; null where an older version wrote them. */
  readonly dated: Generated<number | null>;
  /** 1 for a conversation with one person, whose row is erased when they follow nothing more. */
  readonly direct: Generated<number>;
  /** JSON: what is to be done before the first post after a restore; null where nothing is. */
  readonly restored: Generated<string | null>;
  readonly blocked_at: number | null;
  readonly blocked_why: string | null;
  /** Posts that failed one after another. */
  readonly tries: number;
  readonly since: number;
}

interface MessagesTable {
  /** The delivery's id. */
  readonly id: string;
  /** `places.id`. */
  readonly place: string;
  /** The order in which messages are said in a place. */
  readonly n: number;
  readonly kind: string;
  /** JSON: the rest of a `Subject`. */
  readonly subject: string;
  /** The place's cursor before and after the message. */
  readonly from_seq: number;
  readonly to_seq: number;
  readonly state: string;
  /** The platform's id of the message. */
  readonly ref: string | null;
  /** Digest of the words that stand there. */
  readonly words: string | null;
  readonly attempts: number;
  readonly first_attempt: number | null;
  readonly last_attempt: Generated<number | null>;
  /** The name of a thing that happens once in a place: "briefing 2024-07-05". */
  readonly once: string | null;
  readonly created_at: number;
  readonly settled_at: number | null;
  /** 1 where `message_contests` has its contests; null where an older version wrote it, which knew no such table. */
  readonly listed: Generated<number | null>;
}

interface DraftsTable {
  readonly id: number;
  /** JSON: a `Proposal`. */
  readonly proposal: string;
  readonly contest: string | null;
  /** The contest's last entry when the draft was entered. */
  readonly saw: number;
  readonly entered_by: string;
  readonly at: number;
  readonly state: string;
  readonly settled_by: string | null;
  readonly settled_at: number | null;
}
