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

/** Whether it is an object with names in it, as every message of a platform is. */
export const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === "object" && json !== null && !Array.isArray(json);
