/**
 * The SDK's own logger, silent: its lines quote requests, and with them users' words, ids and tokens. What goes wrong
 * comes back to us as errors, and we log it in our own words.
 */
import { LogLevel, type Logger } from "@slack/bolt";

const nothing = (): void => {};

export const quiet: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};
