/** Keys that the store makes by chance, and the one salt of the installation. */
import type { Kysely } from "kysely";
import { newSalt } from "../rules/derive.ts";
import { below, type Random } from "../rules/random.ts";
import type { Schema } from "../../data/store/schema.ts";
import { asDeliveryId, type DeliveryId } from "../../core/place.ts";

/** A row's own: says nothing, in no order. */
export const newKey = (random: Random): string => Buffer.from(random(16)).toString("base64url");

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export const newDelivery = (random: Random): DeliveryId =>
  asDeliveryId(Array.from({ length: 24 }, () => letters.charAt(below(letters.length, random))).join(""));

/** Made once, whoever of several is first. Without it no codename opens anything. */
export async function saltOf(db: Kysely<Schema>, random: Random): Promise<Uint8Array> {
  const name = "codenames";
  await db
    .insertInto("tip_salt")
    .values({ name, salt: newSalt(random) })
    .onConflict((there) => there.column("name").doNothing())
    .execute();
  const { salt } = await db.selectFrom("tip_salt").select("salt").where("name", "=", name).executeTakeFirstOrThrow();
  return new Uint8Array(salt);
}
