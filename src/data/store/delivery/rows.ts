/** Rows of places and messages as the delivery job sees them, and back. */
import { randomBytes } from "node:crypto";
import type { Selectable } from "kysely";
import { z } from "zod";
import { messageKinds, messageStates, type Subject } from "../../../core/news/message.ts";
import { subscriptionSchema, type Subscription } from "../../../core/news/subscription.ts";
import { asDeliveryId, type DeliveryId, type Place } from "../../../core/place.ts";
import { fromJson } from "../../../lib/json.ts";
import type { Schema } from "../schema.ts";
import type { HeldPlace, NewMessage, PlaceMove, StoredMessage } from "./shapes.ts";

/** Letters and digits, at most 25: 128 bits. */
export const newId = (): DeliveryId => asDeliveryId(BigInt(`0x${randomBytes(16).toString("hex")}`).toString(36));

const entry = { contest: z.string(), seq: z.number() };
const subject = z.object({
  items: z.array(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("declaration"), ...entry }),
      z.object({
        kind: z.literal("anew"),
        ...entry,
        replaces: z.string().transform(asDeliveryId).exactOptional(),
      }),
      z.object({ kind: z.literal("milestone"), milestone: z.string(), ...entry }),
      z.object({ kind: z.literal("notice"), notice: z.number() }),
    ]),
  ),
  shows: z.number(),
  day: z.string().exactOptional(),
  closed: z.literal(true).exactOptional(),
  because: z.enum(["quiet", "away"]).exactOptional(),
  rehearsal: z.literal(true).exactOptional(),
});
const placeState = z.enum(["on", "paused", "stopped"]);
const kind = z.enum(messageKinds);
const state = z.enum(messageStates);

/** The kind is left out, as it has a column of its own. */
export const subjectText = (about: Subject): string => JSON.stringify({ ...about, kind: undefined });

/** @throws ZodError for a row that this program could not have written */
const subjectOf = (row: Pick<Selectable<Schema["messages"]>, "kind" | "subject">): Subject => ({
  ...subject.parse(JSON.parse(row.subject)),
  kind: kind.parse(row.kind),
});

/** @throws ZodError for a row that this program could not have written */
export const messageOf = (row: Selectable<Schema["messages"]>): StoredMessage => storedOf(row, subjectOf(row));

/** A message as its new row says, with the number that it was given. */
export const begunOf = (row: NewRow, about: Subject, n: number): StoredMessage => storedOf({ ...row, n }, about);

function storedOf(row: Selectable<Schema["messages"]>, about: Subject): StoredMessage {
  return {
    id: asDeliveryId(row.id),
    n: row.n,
    subject: about,
    state: state.parse(row.state),
    from: row.from_seq,
    to: row.to_seq,
    ...(row.ref !== null && { ref: row.ref }),
    ...(row.words !== null && { words: row.words }),
    attempts: row.attempts,
    ...(row.first_attempt !== null && { firstAttempt: row.first_attempt }),
    ...(row.last_attempt !== null && { lastAttempt: row.last_attempt }),
    ...(row.settled_at !== null && { settledAt: row.settled_at }),
    createdAt: new Date(row.created_at),
  };
}

/** @returns undefined for a subscription of a newer version, whose instances serve that place */
export function subscriptionOf(row: Pick<Selectable<Schema["places"]>, "subscription">): Subscription | undefined {
  return subscriptionSchema.safeParse(fromJson(row.subscription)).data;
}

type PlaceRow = Pick<Selectable<Schema["places"]>, "platform" | "place" | "direct">;

export const placeOf = ({ platform, place: id, direct }: PlaceRow): Place => ({
  platform,
  id,
  kind: direct === 1 ? "direct" : "channel",
});

/** @returns undefined where its subscription cannot be read */
export function heldPlaceOf(row: Selectable<Schema["places"]>, token: string): HeldPlace | undefined {
  const subscription = subscriptionOf(row);
  if (!subscription) return undefined;
  return {
    id: row.id,
    place: placeOf(row),
    subscription,
    staff: row.staff === 1,
    state: placeState.parse(row.state),
    cursor: row.cursor,
    corrected: row.corrected,
    noticed: row.noticed,
    ...(row.blocked_at !== null && { blockedAt: new Date(row.blocked_at) }),
    tries: row.tries,
    ...restoredOf(row),
    token,
  };
}

const restored = z.object({ from: z.number(), until: z.number(), how: z.enum(["look", "quiet"]) });

/** Written by `restore`. */
function restoredOf({ restored: kept }: Pick<Selectable<Schema["places"]>, "restored">): Pick<HeldPlace, "restored"> {
  const { data } = restored.safeParse(fromJson(kept ?? ""));
  return data ? { restored: data } : {};
}

/** A row before it has its number. */
export type NewRow = Omit<Selectable<Schema["messages"]>, "n" | "id"> & { readonly id: DeliveryId };

export function newRow(
  id: DeliveryId,
  place: HeldPlace,
  { subject: about, from, to, words, once, stands }: NewMessage,
  now: Date,
  real: number,
): NewRow {
  return {
    id,
    place: place.id,
    kind: about.kind,
    subject: subjectText(about),
    from_seq: from,
    to_seq: to,
    state: stands === undefined ? "posting" : "sent",
    ref: stands ?? null,
    words,
    attempts: stands === undefined ? 1 : 0,
    first_attempt: real,
    last_attempt: real,
    once: once ?? null,
    created_at: now.getTime(),
    settled_at: null,
    listed: 1,
  };
}

export function columnsOf({ cursor, corrected, noticed, blocked, tries, restored: isRestored }: PlaceMove) {
  return {
    ...(cursor !== undefined && { cursor }),
    ...(corrected !== undefined && { corrected }),
    ...(noticed !== undefined && { noticed }),
    ...(tries !== undefined && { tries }),
    ...(isRestored === "no more" && { restored: null }),
    ...(blocked === "no more" && { blocked_at: null, blocked_why: null }),
    ...(typeof blocked === "object" && { blocked_at: blocked.at, blocked_why: blocked.why }),
  };
}
