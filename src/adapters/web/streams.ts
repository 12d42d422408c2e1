/** Server-sent events: one frame of bytes for everybody who listens, made once. */
import type { Limits } from "./limits.ts";

export interface Streams {
  readonly size: number;
  /** @param first frames for this listener alone @param ended called once it has gone @returns undefined where there are too many */
  open(first: readonly Uint8Array[], ended: () => void): ReadableStream<Uint8Array> | undefined;
  send(frame: Uint8Array): void;
  close(): void;
}

const encoder = new TextEncoder();

/** @param data JSON: it has no line break of its own */
export const frameOf = (event: string, data: unknown): Uint8Array =>
  encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

const sign = encoder.encode(": here\n\n");

export function createStreams({ most, behind, beat }: Limits["streams"]): Streams {
  const listeners = new Map<ReadableStreamDefaultController<Uint8Array>, () => void>();
  const drop = (listener: ReadableStreamDefaultController<Uint8Array>): void => {
    const ended = listeners.get(listener);
    listeners.delete(listener);
    try {
      listener.close();
    } catch {
      // Its reader has gone already.
    }
    ended?.();
  };
  function send(frame: Uint8Array): void {
    for (const listener of listeners.keys()) {
      // A reader too slow begins anew: all that it missed stands in the page.
      if ((listener.desiredSize ?? 0) < -behind) drop(listener);
      else listener.enqueue(frame);
    }
  }
  const beating = setInterval(() => send(sign), beat).unref();
  return {
    get size() {
      return listeners.size;
    },
    open(first, ended) {
      if (listeners.size >= most) return undefined;
      let mine: ReadableStreamDefaultController<Uint8Array> | undefined;
      return new ReadableStream<Uint8Array>(
        {
          start(listener) {
            mine = listener;
            listeners.set(listener, ended);
            for (const frame of [sign, ...first]) listener.enqueue(frame);
          },
          cancel() {
            if (mine) drop(mine);
          },
        },
        new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
      );
    },
    send,
    close() {
      clearInterval(beating);
      for (const listener of listeners.keys()) drop(listener);
    },
  };
}
