/**
 * Text that should be JSON and may be anything: a damaged file, a row of a newer version. @returns undefined for text
 * that is no JSON
 */
export function fromJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
