/** A walk through a payload: every object and every text in it, with the way to it, as a platform's own checker points. */

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Every object in a value, itself first, with the way to it: "/blocks/0/text". */
export function* objectsIn(value: unknown, way = ""): Generator<readonly [way: string, object: Json]> {
  if (isObject(value)) yield [way, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* objectsIn(inner, `${way}/${key}`);
}

/** Texts that are half of a letter, which is no JSON that a platform reads, or that carry letters which steer a screen. */
export function* unsoundTexts(value: unknown, way = ""): Generator<string> {
  if (typeof value === "string" && !value.isWellFormed()) yield `${way}: half a letter`;
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (typeof value === "string" && /[\u0000-\u0008\u000B-\u001F\u202A-\u202E\u2066-\u2069]/.test(value))
    yield `${way}: a control letter`;
  if (value === undefined) yield `${way}: undefined, which is no JSON`;
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* unsoundTexts(inner, `${way}/${key}`);
}

/** A fault unless a text has so many characters: UTF-16 units, of which no platform counts more. */
export function sized(what: string, value: unknown, least: number, most: number): readonly string[] {
  if (typeof value !== "string") return [`${what} is no text`];
  return value.length >= least && value.length <= most ? [] : [`${what} has ${value.length} of ${least} to ${most}`];
}

/** The same, where it may be left out. */
export const sizedIf = (what: string, value: unknown, least: number, most: number): readonly string[] =>
  value === undefined ? [] : sized(what, value, least, most);

/** A fault unless a list has so many. */
export const counted = (what: string, value: unknown, least: number, most: number): readonly string[] =>
  !Array.isArray(value)
    ? [`${what} is no list`]
    : value.length >= least && value.length <= most
      ? []
      : [`${what} has ${value.length} of ${least} to ${most}`];

/** A fault for each key that is none of an object's. */
export const onlyKeys = (what: string, object: Json, keys: string): readonly string[] => {
  const known = new Set(keys.split(" "));
  return Object.keys(object)
    .filter((key) => !known.has(key))
    .map((key) => `${what} has no ${key}`);
};

export const oneOf = (what: string, value: unknown, values: string): readonly string[] =>
  values.split(" ").includes(String(value)) ? [] : [`${what} is ${String(value)}`];

export const repeated = (what: string, values: readonly unknown[]): readonly string[] =>
  new Set(values).size === values.length ? [] : [`${what} stands twice`];
