/** Limits of the page: ours, since a browser has none to speak of. */

/** Letters of one answer that are shown, and buttons below it. */
export const answer = { letters: 40_000, buttons: 25 } as const;

/** Messages that the channel keeps for whoever opens the page. */
export const channel = { messages: 300 } as const;

/** Characters of what is typed, of a form's field, and of names that are completed; suggestions at once. */
export const typed = { line: 3_000, field: 4_000, name: 200, suggestions: 8 } as const;

/** Bytes of a request's body and of its headers: both are read whole. */
export const request = { body: 128 * 1024, headers: 16 * 1024 } as const;

/**
 * Requests of one address in a spell of milliseconds, and event streams that it may hold. A browser at the board makes some
 * ten requests and one stream.
 */
export const address = { requests: 600, spell: 60_000, streams: 100, known: 20_000 } as const;

/** Event streams in all; bytes that one may lag behind before it is cut off; milliseconds between two signs of life. */
export const streams = { most: 5_000, behind: 1024 * 1024, beat: 20_000 } as const;

/** Milliseconds between two looks at whether the board has anything new, while anybody watches. */
export const look = 250;

export interface Limits {
  readonly address: {
    readonly requests: number;
    readonly spell: number;
    readonly streams: number;
    readonly known: number;
  };
  readonly streams: { readonly most: number; readonly behind: number; readonly beat: number };
}
export const usual: Limits = { address, streams };
