/** Wrong words on the command line: shown with how to call the verb. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
