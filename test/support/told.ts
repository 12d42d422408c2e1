/** Messages in a channel of a fake, in one shape for both platforms. */

export interface Told {
  readonly id: string;
  /** Its words as people read them, without markup. */
  readonly text: string;
  /** Its words before each edit, the oldest first. */
  readonly edits: readonly string[];
}

/** Channels may be shut while the app is at work. */
export type Bar =
  /** The channel is gone. */
  | "gone"
  /** The channel can be read, and takes no posts. */
  | "mute"
  /** The channel takes posts, and its history cannot be read. */
  | "unread";

/** Abilities that both fakes have, so that one test can try places on both. */
export interface Channels {
  /** @returns its id */
  addChannel(options?: { readonly isPrivate?: boolean }): string;
  /** @param how undefined opens it again */
  bar(channel: string, how: Bar | undefined): void;
  /** Messages in a channel that everyone can read, oldest first. */
  history(channel: string): readonly Told[];
  /** Someone deletes a message. */
  remove(channel: string, id: string): void;
}
