/** Files with secrets in them: for their owner alone. */

/**
 * Whether others on the machine may read or change a file. Windows has no such bits, and its own rights are not asked.
 *
 * @param mode as of `stat`
 * @param shared the group's right to read counts for nothing: a rule beside the mode says who may, and shows there
 */
export const isOpenToOthers = (mode: number, shared = false, platform: string = process.platform): boolean =>
  platform !== "win32" && (mode & (shared ? 0o037 : 0o077)) !== 0;
