/**
 * The painter: pictures as PNG, each drawn once and kept. A picture that cannot be drawn costs nothing but itself: the
 * log says why, and the answer stands with its words.
 */
import { createHash } from "node:crypto";
import type { Draw } from "../core/picture.ts";
import type { Picture } from "../core/reply.ts";
import type { Log } from "../lib/log.ts";
import { png } from "./png.ts";

/** Keyv, as far as it is needed. */
export interface Cache {
  get(key: string): Promise<unknown>;
  set(key: string, value: string): Promise<unknown>;
}

export interface PainterOptions {
  readonly cache: Cache;
  readonly log: Log;
  /** SVG -> PNG; rejects for what is no SVG. */
  readonly draw?: (svg: string) => Promise<Buffer>;
  /** Milliseconds that an answer waits for its picture. */
  readonly patience?: number;
}

/** Pictures that may wait to be drawn: one that came after them would be late in any case. */
const mostWaiting = 12;

export function createPainter({ cache, log, draw = png, patience = 3_000 }: PainterOptions): Draw {
  const underWay = new Map<string, Promise<Buffer | undefined>>();
  /** One after another, so that pictures leave the machine to answers. */
  let last: Promise<unknown> = Promise.resolve();

  const failed = (error: unknown): undefined => {
    log.error("a picture could not be drawn", error instanceof Error ? { error } : {});
    return undefined;
  };

  async function paint(key: string, { svg }: Picture): Promise<Buffer | undefined> {
    try {
      const known = await cache.get(key);
      if (typeof known === "string") return Buffer.from(known, "base64");
    } catch (error) {
      failed(error);
    }
    const turn = last.then(() => draw(svg));
    last = turn.catch(() => {});
    const drawn = await turn;
    await cache.set(key, drawn.toString("base64")).catch(failed);
    return drawn;
  }

  return async (picture) => {
    let key: string;
    try {
      key = keyOf(picture);
    } catch (error) {
      return failed(error);
    }
    let mine = underWay.get(key);
    if (!mine) {
      if (underWay.size >= mostWaiting) return failed(new Error("too many pictures are waiting to be drawn"));
      mine = paint(key, picture)
        .catch(failed)
        .finally(() => void underWay.delete(key));
      underWay.set(key, mine);
    }
    return within(patience, mine);
  };
}

/** Pictures that go to many places are digested once. */
const keys = new WeakMap<Picture, string>();

/** The source says all that is drawn, and so stands for the picture and the state of the log. */
function keyOf(picture: Picture): string {
  const key = keys.get(picture) ?? `picture ${createHash("sha256").update(picture.svg).digest("base64url")}`;
  keys.set(picture, key);
  return key;
}

async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(late.resolve, milliseconds, undefined);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
