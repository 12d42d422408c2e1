/**
 * The tables as they stand after every migration. Columns are text, integers (times: milliseconds since 1970) and
 * blobs, which every SQL database has; anything richer is JSON in text.
 */
export interface Schema {
  /** One row: how many migrations this database has had. */
  readonly schema_version: { readonly version: number };
  /** What those who run a place have chosen for it. */
  readonly place_settings: {
    readonly platform: string;
    readonly place: string;
    readonly answers: string;
    /** A JSON list of commands' names. */
    readonly off: string;
    readonly changed_at: number;
  };
}
