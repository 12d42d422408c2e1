import { isObject } from "../../lib/json.ts";

/**
 * JSON with one object of a list on a line: compact, and a diff shows which seat or person changed. Keys keep the order
 * in which they were built, so the same input gives the same bytes.
 */
export function toLines(value: unknown, indent = ""): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (!value.some(isObject)) return value.length > longList ? oneALine(value, indent) : JSON.stringify(value);
    const items = value.map((item) => (hasLongList(item) ? toLines(item, inner) : JSON.stringify(item)));
    return `[\n${inner}${items.join(`,\n${inner}`)}\n${indent}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${JSON.stringify(key)}: ${toLines(item, inner)}`);
  return `{\n${inner}${members.join(`,\n${inner}`)}\n${indent}}`;
}

/** More of them stand on a line each, for a diff. */
const longList = 1_000;
const oneALine = (values: readonly unknown[], indent: string): string =>
  `[\n${values.map((value) => JSON.stringify(value)).join(",\n")}\n${indent}]`;

/** An object whose members are printed one a line, each compact: for a map from code to record. */
export function toMap(entries: readonly (readonly [string, unknown])[]): string {
  return `{\n${entries.map(([key, item]) => `${JSON.stringify(key)}:${JSON.stringify(item)}`).join(",\n")}\n}\n`;
}

/** A by-election has a list of candidates long enough to deserve lines of its own; a seat's predecessors do not. */
function hasLongList(item: unknown): boolean {
  return (
    isObject(item) &&
    Object.values(item).some((member) => Array.isArray(member) && member.some(isObject)) &&
    "candidates" in item
  );
}
