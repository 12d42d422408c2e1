/** What came to a faked platform from the program, to the byte. */
export interface Heard {
  readonly to: "slack" | "discord";
  /** "POST /api/v10/channels/1/messages", or "socket". */
  readonly what: string;
  readonly headers: string;
  readonly body: Buffer;
}

export type Ear = (heard: Heard) => void;
