/** What stands in a channel of a fake, in one shape whichever platform it is. */

export interface Told {
  readonly id: string;
  /** Its words as people read them, without markup. */
  readonly text: string;
  /** What it said before each edit, the oldest first. */
  readonly edits: readonly string[];
}

/** Channels may be shut while the app is at work. */
export type Bar =
  /** It is not there any more. */
  | "gone"
  /** It is there to read, and takes no posts. */
  | "mute";

/** What both fakes can do, so that one test can try places on both. */
export interface Channels {
  /** @returns its id */
  addChannel(options?: { readonly isPrivate?: boolean }): string;
  /** @param how undefined opens it again */
  bar(channel: string, how: Bar | undefined): void;
  /** What everyone can read in a channel, oldest first. */
  history(channel: string): readonly Told[];
  /** Someone deletes a message. */
  remove(channel: string, id: string): void;
}
