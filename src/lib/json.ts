/** Text that should be JSON and may be anything: a damaged file, a row that a newer version wrote. @returns undefined for what is none */
export function fromJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
