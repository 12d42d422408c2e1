/** Slack's limits, each with the page that says so. */

export const limits = {
  /** https://docs.slack.dev/reference/block-kit/blocks: blocks of a message, and of a view. */
  blocks: { message: 50, view: 100 },
  /**
   * Characters of all blocks as JSON. Slack states none and has refused messages near 13,000 characters
   * (`msg_blocks_too_long`; bolt-js issues 2509 and 2867, where some counted fewer): containers count, so we count all.
   */
  message: 12_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  header: 150,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/text-object; we hold a block of rich text to it as well. */
  text: 3_000,
  /** https://docs.slack.dev/reference/methods/chat.postMessage: beyond 4,000 a text may be refused. */
  summary: 4_000,
  /**
   * https://docs.slack.dev/reference/block-kit/block-elements/button-element; a row of actions holds 25 elements. A value
   * may have 2,000 characters, and our questions have 100.
   */
  button: { label: 75, row: 25 },
  address: 3_000,
  /**
   * https://docs.slack.dev/reference/block-kit/blocks/table-block: rows with the head, columns, and letters of all cells of
   * a message, which has one table.
   */
  table: { rows: 100, columns: 20, letters: 10_000 },
  /** https://docs.slack.dev/reference/views */
  modal: { title: 24, metadata: 3_000, submit: 24 },
  /** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element; labels and hints of inputs. */
  input: { value: 3_000, placeholder: 150, label: 2_000 },
  /** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
  options: { most: 100, label: 75, value: 75 },
} as const;

/**
 * Pictures. https://docs.slack.dev/reference/block-kit/blocks/image-block: characters of alt text. A file's type is known a
 * while after it was uploaded (https://docs.slack.dev/reference/methods/files.completeUploadExternal): looks for it, and the
 * first rest between them in milliseconds, each longer than the one before. `late`: milliseconds after its words within which
 * a picture may come. `tries`: edits that show it, where Slack says that the file is none yet. `kept`: ids that are remembered.
 */
export const picture = { alt: 2_000, looks: 6, pause: 250, late: 10_000, tries: 3, kept: 300 } as const;

/** Milliseconds. */
export const waits = {
  /**
   * Slack wants an acknowledgement within 3,000 (https://docs.slack.dev/interactivity/handling-user-interaction): an
   * answer that is ready by then is the acknowledgement, and one that is not comes after it.
   */
  acknowledge: 1_000,
  /**
   * A form stands, with all that was typed, until it is acknowledged: where nothing else may carry an answer, it is waited
   * for as long as Slack waits.
   */
  form: 2_400,
  /** A post that has no answer by then has an unclear fate. */
  post: 5_000,
  /** A form that Slack has not said to be open by then may be open all the same. */
  opening: 15_000,
  /** A call that may be tried again, each time. */
  request: 10_000,
  /** The longest that we sit out a refusal for haste ourselves: what must wait longer is for later. */
  brief: 3_000,
  /** The longest that a post waits for its turn among posts that were begun before it, at an even pace. */
  turn: 2_000,
  /** After a refusal for haste that names no wait. */
  haste: 30_000,
  /** Until what could not be sent since our token is worth nothing is tried again. */
  lockedOut: 60_000,
  /** Until we ask again with a token that Slack has refused: somebody has to mend it. */
  shutOut: 5 * 60_000,
  /** For a file to be ready to be shown, where we may not look whether it is. */
  file: 2_000,
  /** For answers in flight when we stop. */
  drain: 10_000,
  /** The most that a request's clock may be from ours: https://docs.slack.dev/authentication/verifying-requests-from-slack */
  skew: 5 * 60_000,
} as const;

/**
 * Milliseconds a call, and how many may come at once after a quiet time. Slack promises no more than "generally" and
 * "short bursts": https://docs.slack.dev/apis/web-api/rate-limits
 */
export const paces = {
  /** "one message per second per channel", of chat.postMessage, "short bursts >1 allowed" */
  channel: { every: 1_000, burst: 3 },
  /** In the whole workspace. */
  methods: {
    /** https://docs.slack.dev/reference/methods/chat.postMessage: "several hundred messages per minute", with bursts */
    "chat.postMessage": { every: 200, burst: 20 },
    /** https://docs.slack.dev/reference/methods/chat.update: tier 3, "50+ per minute", where "sporadic bursts are welcome" */
    "chat.update": { every: 1_200, burst: 10 },
  },
} as const;

/**
 * Reading back. An app of one's own workspace has tier 3, "50+ per minute"; since 2025 others have one request a minute
 * and 15 messages a page: https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps. Which
 * of them holds is learnt from refusals for haste.
 */
export const reading = {
  usual: { every: 1_200, burst: 10, page: 200 },
  slow: { every: 60_000, burst: 1, page: 15 },
  /** Milliseconds that Slack asks to be left alone for, from which on the slow pace is taken to hold. */
  isSlow: 15_000,
  /** Pages of one search before we say that we cannot tell. */
  pages: 10,
  /** Pages that Slack fails to give, before a search is put off, and milliseconds between the tries. */
  failures: 2,
  pause: 500,
  /** Milliseconds by which Slack's clock and ours may differ. */
  drift: 60_000,
  /** Milliseconds that one look waits for its turn; a search that must wait longer goes on where it was, later. */
  patience: 20_000,
  /** Milliseconds for which a search's progress, and a post's report, are remembered. */
  memory: 30 * 60_000,
} as const;
