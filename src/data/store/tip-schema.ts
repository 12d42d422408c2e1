/**
 * The tip line's tables, after every migration. On SQLite they are in a file of their own. Keys are random, and no column
 * could hold who a source is, from where, or when but for the day and the window.
 */
export interface TipSchema {
  /** One row: the salt for stretching codenames. */
  readonly tip_salt: { readonly name: string; readonly salt: Uint8Array };
  /** Channels whose managers have opened the tip line there. */
  readonly tip_places: { /** The platform and the place's id. */ readonly id: string };
  readonly tip_cases: TipCasesTable;
  /** Words of sources that editors have not got yet. */
  readonly tip_words: {
    /** Random. */
    readonly id: string;
    readonly number: string;
    readonly sealed: Uint8Array;
    /** The window, which is all that is kept of the time. */
    readonly came: number;
  };
  /** Tips that their sources have not sent yet: no case is made of them before. */
  readonly tip_unsent: {
    /** Random; the words have it afterwards. The button that sends them carries it, and nothing else. */
    readonly id: string;
    readonly number: string;
    readonly lookup: string;
    readonly recipient: string;
    readonly sealed: Uint8Array;
    /** The last window in which it may be sent, which is all that is kept of the time. */
    readonly until: number;
  };
  /** Replies of editors, sealed to the codename's recipient. */
  readonly tip_replies: {
    readonly id: string;
    readonly number: string;
    /** In the order of the case. */
    readonly n: number;
    /** "2024-07-05" */
    readonly day: string;
    readonly sealed: Uint8Array;
  };
  readonly tip_posts: TipPostsTable;
  /** Editors' actions. */
  readonly tip_audit: {
    readonly id: string;
    readonly day: string;
    readonly staff: string | null;
    readonly what: string;
    readonly number: string | null;
  };
  /** Tries of a command of editors on a day, by people who are not on the list. */
  readonly tip_tries: { readonly day: string; readonly what: string; readonly n: number };
  /** Cases that were deleted: not in a backup, so that it brings none of them back. */
  readonly tip_gone: {
    /** A digest of the codename's lookup id. */
    readonly key: string;
    /** The day of its last word: with it everything of the case would have gone some days later. */
    readonly last_word: string;
  };
  /** The number of tips and answers on a day. */
  readonly tip_days: { /** "2024-07-05" */ readonly day: string; readonly n: number };
  /** Acts of sources that editors do not see yet. */
  readonly tip_changes: {
    /** Random. */
    readonly id: string;
    readonly number: string;
    /** "new", "answer", "deletion". */
    readonly kind: string;
    /** The window, after which editors may see it. */
    readonly came: number;
    /** "2024-07-05" */
    readonly day: string;
  };
}

interface TipCasesTable {
  readonly number: string;
  /** The codename's key to its case; null once nothing of the source's is left. */
  readonly lookup: string | null;
  /** The codename's recipient, to which replies are sealed. */
  readonly recipient: string | null;
  readonly state: string;
  /** Days. */
  readonly opened: string;
  readonly last_word: string;
  readonly claimed_by: string | null;
  /** Replies so far. */
  readonly replies: number;
}

/** Teller's own posts in editors' channels, so that none is said twice and each can be removed. */
interface TipPostsTable {
  /** The delivery's id. */
  readonly id: string;
  /** The case; null for a post that counts waiting tips, which is of no case. */
  readonly number: string | null;
  readonly words: string | null;
  /** The part, from 1, where words are too long for one post. */
  readonly part: number;
  readonly platform: string;
  readonly place: string;
  /** "posting", "sent", "removing". */
  readonly state: string;
  readonly ref: string | null;
  /** The relay's window in which the post was begun. */
  readonly since: number;
}
