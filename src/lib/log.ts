/** The language of the log: an event in our own words, and a closed list of fields. No words of users, no ids of people. */

export interface LogFields {
  readonly platform?: string;
  /** The name of a source that the configuration names; any other is left out. */
  readonly source?: string;
  /** One word or two. */
  readonly job?: string;
  readonly code?: string;
  /** An HTTP status, or an exit code. */
  readonly status?: number;
  readonly milliseconds?: number;
  readonly attempt?: number;
  readonly count?: number;
  readonly port?: number;
  /** The line has no time. */
  readonly untimed?: true;
  /** An error of ours; its message may quote nothing that a user said. */
  readonly error?: Error;
}

export interface Log {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
}

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
