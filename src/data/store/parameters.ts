/** Parameters of a statement, the same in every database. */

export type Parameter = null | number | bigint | string | Uint8Array;

/**
 * node:sqlite takes an object for named parameters, and stores NULL without a word: a Date would be lost. pg stores a
 * Date as words of the local clock, a list in its own notation, true as "true". PostgreSQL keeps no U+0000 in a text,
 * so no database of ours does.
 * @throws TypeError
 */
export function sound(parameter: unknown): Parameter {
  if (typeof parameter === "string") return parameter.replaceAll("\0", "\uFFFD");
  if (parameter === null || parameter instanceof Uint8Array) return parameter;
  if (typeof parameter === "number" || typeof parameter === "bigint") return parameter;
  throw new TypeError(`A parameter of the database is a ${typeof parameter}: pass text, a number, bytes or null.`);
}
