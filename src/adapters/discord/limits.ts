/**
 * Discord's limits, from docs.discord.com/developers; the page stands beside each. Lengths are compared in UTF-16
 * units, which are never fewer than the characters that Discord counts.
 */

export const message = {
  /** components/reference: text displays of a message, together */
  text: 4_000,
  /** resources/message#create-message and #embed-object-embed-limits: of a message without such components */
  content: 2_000,
  embed: 4_096,
  /** components/reference: components of a message, nested ones too */
  components: 40,
  /** components/reference#action-row: buttons in a row */
  row: 5,
  /** Rows of buttons that a phone shows without much scrolling; Discord takes five. */
  rows: 2,
  /** components/reference#button */
  label: 80,
  customId: 100,
  href: 512,
  /** reference#uploading-files: bytes of a file, where a server has no boost */
  file: 10 * 1024 * 1024,
  /** components/reference#media-gallery: alt text of an item */
  description: 1_024,
} as const;

/** components/reference#string-select: options, their labels and values, and the words before one is chosen */
export const menu = { options: 25, label: 100, value: 100, placeholder: 150 } as const;

/** interactions/receiving-and-responding#modal, components/reference#label and #text-input */
export const modal = { title: 45, fields: 5, label: 45, about: 100, value: 4_000 } as const;

/** components/reference#radio-group: options, whose labels and values are as long as a menu's */
export const radio = { least: 2, most: 10 } as const;

/** interactions/application-commands */
export const command = { most: 100, name: 32, about: 100, options: 25, choices: 25, choice: 100 } as const;

/** interactions/receiving-and-responding: 3 seconds to acknowledge, of which this many milliseconds may go on waiting */
export const patience = 1_000;
/** A modal stands, with all that was typed, until it is acknowledged: a secret one is answered then, or given back. */
export const modalPatience = 2_400;

/** resources/message#create-message: a nonce's characters; messages that one look at the history returns */
export const post = { nonce: 25, page: 100 } as const;

/** topics/rate-limits#global-rate-limit: of 50 requests a second of one bot, whichever instance makes them, one is left. */
export const rate = { ours: 49 } as const;

/**
 * topics/rate-limits#invalid-request-limit-aka-cloudflare-bans: 10,000 answers of 401, 403 and 429 in ten minutes shut an
 * address out. Three instances may share one.
 */
export const invalid = { stop: 3_000, spell: 10 * 60_000 } as const;

/** Columns that a code block shows on any phone without breaking lines: 26 to 36 were seen, by the phone's width. */
export const phone = 28;
