/** A request of the program to a faked platform, to the byte. */
export interface Heard {
  readonly to: "slack" | "discord";
  /** "POST /api/v10/channels/1/messages", or "socket". */
  readonly what: string;
  readonly headers: string;
  readonly body: Buffer;
}

export type Ear = (heard: Heard) => void;
