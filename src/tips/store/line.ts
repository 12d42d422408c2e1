/** The tip line over the database: where it is open, and both its sides. */
import { z } from "zod";
import type { Sender, TipDoor, TipLine } from "../tip-line.ts";
import { usualWindow } from "../rules/blur.ts";
import type { Derive } from "../rules/derive.ts";
import { tipLength, usualTipCaps, type TipLimits } from "../rules/limits.ts";
import type { Random } from "../rules/random.ts";
import { mayRead, mayWrite } from "../rules/reach.ts";
import { dayOf } from "../rules/state.ts";
import { privacyWords, saferWords, type SaferWay, type TipMode } from "../rules/words.ts";
import type { Switches } from "../../data/store/switches.ts";
import type { TipTables } from "../../data/store/tip-tables.ts";
import { createTipDays } from "./days.ts";
import { editorSide } from "./editors.ts";
import { createReadings } from "./readings.ts";
import { sourceSide } from "./source.ts";
import { placeKey } from "../../core/place.ts";
import { upper } from "../../core/text.ts";

export interface TipLineOptions {
  /** The line's own tables. */
  readonly tables: TipTables;
  /** Whether the newsroom has paused it. */
  readonly switches: Switches;
  readonly now: () => Date;
  readonly random: Random;
  readonly derive: Derive;
  readonly limits: TipLimits;
  /** Of a day, from all senders and at all instances. */
  readonly most?: number;
  /** Public keys that tips are sealed to. */
  readonly recipients: readonly string[];
  readonly mode: TipMode;
  readonly newsroom: string;
  readonly saferWays: readonly SaferWay[];
  /** The editors' channels, as sources are told. */
  readonly relay: string;
  readonly days: number;
  /** Milliseconds. */
  readonly window?: number;
  /** Settings that are missing yet, each a sentence: while there is any, the line is closed. */
  readonly wants: readonly string[];
  /** Told where what is kept cannot be written anew, though nobody is in the way: it is tried again. */
  readonly failed?: () => void;
}

export interface KeptTipLine extends TipLine {
  /** Reads again what others may have changed in the database. */
  follow(): Promise<void>;
  /** Writes all that is kept anew, now or when it can be: nothing tells what came before what, or what was deleted. */
  readonly scrub: () => Promise<void>;
  isPaused(): Promise<boolean>;
}

const pausedShape = z.object({ by: z.string(), day: z.string() });
const pauseSwitch = "tips paused";

const closedHere = { kind: "not-taken", why: "The tip line is closed here." } as const;

export async function createTipLine(options: TipLineOptions): Promise<KeptTipLine> {
  const { tables, switches, now, wants, newsroom, saferWays, relay, mode, days } = options;
  const { db } = tables;
  const { window = usualWindow, most = usualTipCaps.all } = options;
  let places: ReadonlySet<string> = new Set();
  let paused = false;
  let isDirty = true;

  const isPaused = async (): Promise<boolean> => (await switches.get(pauseSwitch, pausedShape)) !== undefined;

  async function follow(): Promise<void> {
    const rows = await db.selectFrom("tip_places").select("id").execute();
    places = new Set(rows.map(({ id }) => id));
    paused = await isPaused();
  }

  async function scrub(): Promise<void> {
    isDirty = true;
    isDirty = !(await tables.rewrite().catch(() => {
      options.failed?.();
      return false;
    }));
  }

  function door(sender: Pick<Sender, "place" | "ruledBy" | "secrets">): TipDoor {
    if (wants.length > 0) return { kind: "closed", why: "set-up" };
    const isOpened = sender.secrets === "everywhere" || places.has(placeKey(sender.ruledBy ?? sender.place));
    if (!mayWrite(sender) || !isOpened) return { kind: "closed", why: "here" };
    return paused ? { kind: "paused" } : { kind: "open" };
  }

  await follow();
  const readings = createReadings(options.random);
  const counted = createTipDays(db, most, options.random);
  const source = sourceSide({ ...options, db, counted, readings, window, paused: isPaused, scrub });
  const editors = editorSide({ ...options, db, scrub });
  return {
    ...source,
    ...editors,
    wants,
    length: tipLength,
    door,
    mayRead,
    mayWrite,
    follow: async () => {
      readings.sweep(now());
      await follow();
      if (isDirty) await scrub();
    },
    scrub,
    isPaused,
    words(place, whoCanSee) {
      const [first, ...others] = saferWays;
      const facts = { platform: upper(place.platform), whoCanSee, newsroom, relay, mode, days };
      return {
        privacy: first ? privacyWords({ ...facts, saferWays: [first, ...others] }) : [],
        safer: first ? saferWords({ newsroom, saferWays: [first, ...others] }) : [],
        newsroom,
        days,
        mode,
      };
    },
    async send(sender, tip) {
      return door(sender).kind === "closed" ? closedHere : source.send(sender, tip);
    },
    async confirm(sender, token) {
      return door(sender).kind === "closed" ? closedHere : source.confirm(sender, token);
    },
    async check(sender, codename) {
      return mayRead(sender) ? source.check(sender, codename) : closedHere;
    },
    async read(sender, reading) {
      return mayRead(sender) ? source.read(sender, reading) : closedHere;
    },
    async drop(sender, reading, n) {
      return mayRead(sender) ? source.drop(sender, reading, n) : closedHere;
    },
    async answer(sender, codename, text) {
      return mayWrite(sender) ? source.answer(sender, codename, text) : closedHere;
    },
    async erase(sender, codename) {
      return mayRead(sender) ? source.erase(sender, codename) : closedHere;
    },
    async openIn(place, open) {
      const id = placeKey(place);
      await (open
        ? db
            .insertInto("tip_places")
            .values({ id })
            .onConflict((there) => there.column("id").doNothing())
            .execute()
        : db.deleteFrom("tip_places").where("id", "=", id).execute());
      await follow();
    },
    async pause(by, to) {
      await (to ? switches.set(pauseSwitch, { by, day: dayOf(now()) }) : switches.clear(pauseSwitch));
      await editors.note(to ? "pause" : "resume", by);
      await follow();
    },
  };
}
