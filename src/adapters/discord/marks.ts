/** A delivery's marks in its message: a repeat is known by them, and a post is found again. */
import { createHash } from "node:crypto";
import { ComponentType, type APIMessageTopLevelComponent } from "discord.js";
import type { DeliveryId } from "../../core/place.ts";
import type { Message } from "./shapes.ts";

type Marks = readonly [outer: number, inner: number];

/** Marks begin here; Discord itself counts the components of a message from 1. */
const leastMark = 2 ** 30;
const isMark = (id: number | undefined): boolean => id !== undefined && id >= leastMark;

/**
 * A delivery as numbers that components carry and history shows, unlike the nonce: the ids of the first component and
 * of the first inside it, of 30 bits each, above the ids that Discord gives out itself.
 */
export function marksOf(delivery: DeliveryId): Marks {
  const hash = createHash("sha256").update(delivery).digest();
  const [first, second] = [hash.readUInt32BE(0), hash.readUInt32BE(4)].map((bits) => leastMark + (bits >>> 2));
  return [first ?? 0, second === first ? (second ?? 0) - 1 : (second ?? 0)];
}

export function marked(
  components: readonly APIMessageTopLevelComponent[],
  [outer, inner]: Marks,
): APIMessageTopLevelComponent[] {
  const mark = <T extends object>(one: T, id: number): T => ({ ...one, id });
  return components.map((component, i) => {
    if (i > 0) return component;
    if (component.type !== ComponentType.Container) return mark(component, outer);
    const inside = component.components.map((child, j) => (j === 0 ? mark(child, inner) : child));
    return mark({ ...component, components: inside }, outer);
  });
}

/** A post of plain words has room for one mark alone, whatever an edit made of it. */
export function isMarked([first]: Message["components"], [outer, inner]: Marks): boolean {
  const inside = first?.components?.[0]?.id;
  return first?.id === outer && (!isMark(inside) || inside === inner);
}
