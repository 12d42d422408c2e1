/** The chat's addresses. Each takes the secret of this start, in a header that no other page can send. */
import { Hono, type Context } from "hono";
import { z } from "zod";
import { clock } from "../../../core/plain-text.ts";
import type { Rehearsing } from "../../../core/rehearsing.ts";
import type { Log } from "../../../lib/log.ts";
import type { Known } from "../board/routes.ts";
import type { Channel, ChannelChange, Standing } from "../channel.ts";
import type { Secret } from "../guard.ts";
import { frameOf, type Streams } from "../streams.ts";
import type { Drawings } from "./drawings.ts";
import { shapes, type Session, type Who } from "./session.ts";

export interface ChatOptions {
  readonly session: Session;
  readonly channel: Channel;
  readonly drawings: Drawings;
  readonly streams: Streams;
  readonly secret: Secret;
  /** Ids of the parts that can be played: none on a live night. */
  readonly people: readonly string[];
  readonly rehearsing?: Rehearsing;
  readonly timeZone: string;
  readonly log: Log;
  readonly take: (address: string) => (() => void) | undefined;
}

export interface ChatRoutes {
  readonly app: Hono<Known>;
  /** Tells whoever listens what has changed in the channel. */
  told(change: ChannelChange): void;
  /** Answers that are under way. */
  settled(): Promise<unknown>;
  stop(): void;
}

const night = z.union([
  z.strictObject({ pace: z.int().min(0).max(100_000) }),
  z.strictObject({
    from: z.string().trim().max(20).optional(),
    speed: z.int().min(0).max(100_000),
    faults: z.int().min(0).max(1_000_000).optional(),
  }),
]);

/** Milliseconds between two looks at the night's clock. */
const tick = 500;

export function chatRoutes(options: ChatOptions): ChatRoutes {
  const { session, channel, drawings, streams, secret, people, rehearsing, timeZone, log } = options;
  const flights = new Set<Promise<unknown>>();
  const app = new Hono<Known>();

  /** @returns undefined for a part that nobody can play here */
  function whoOf(context: Context<Known>): Who | undefined {
    const [tab = "", as = ""] = [context.req.header("x-teller-tab"), context.req.header("x-teller-as")];
    if (!/^[a-z0-9]{4,40}$/.test(tab)) return undefined;
    if (as === "") return { tab };
    return people.includes(as) ? { tab, as } : undefined;
  }

  /** A request with a body in a shape, from somebody whom we may answer. */
  function post<S extends z.ZodType>(path: string, shape: S, work: (who: Who, given: z.output<S>) => unknown): void {
    app.post(path, async (context) => {
      if (!secret.fits(context.req.header("x-teller-key"), "key")) return context.json({ error: "no key" }, 403);
      const who = whoOf(context);
      if (!who) return context.json({ error: "nobody can play that part here" }, 403);
      const given = shape.safeParse(await context.req.json().catch(() => undefined));
      if (!given.success) return context.json({ error: "that is not understood" }, 400);
      const flight = Promise.resolve(work(who, given.data));
      flights.add(flight);
      try {
        return context.json((await flight) ?? {});
      } catch (error) {
        if (error instanceof RangeError) return context.json({ error: error.message }, 422);
        throw error;
      } finally {
        flights.delete(flight);
      }
    });
  }
  post("/ask", shapes.ask, (who, { line }) => session.ask(who, line));
  post("/press", shapes.press, (who, { code }) => session.press(who, code));
  post("/submit", shapes.submit, (who, given) => session.submit(who, given));
  post("/complete", shapes.complete, (who, given) => session.complete(who, given));
  if (rehearsing)
    post("/night", night, async (_, wish) => {
      if ("pace" in wish) rehearsing.pace(wish.pace);
      else {
        const { from, speed, faults } = wish;
        await rehearsing.begin({ speed, ...(from && { from }), ...(faults !== undefined && { faults }) });
        channel.clear();
      }
      streams.send(frameOf("night", state()));
    });

  const state = () => {
    const now = rehearsing?.state();
    return now && { clock: clock(now.at, timeZone), speed: now.speed, faults: now.faults !== undefined };
  };
  const frameFor = async (message: Standing): Promise<Uint8Array> => {
    const { id, asked, edited, reply } = message;
    const seen = { id, html: await drawings.all(reply), edited: edited === true, summary: reply.summary };
    return frameOf("stands", { ...seen, ...(asked && { by: asked.by, line: asked.line, tab: asked.tab }) });
  };
  app.get("/events", async (context) => {
    if (!secret.fits(context.req.header("x-teller-key"), "key")) return context.text("", 403);
    const release = options.take(context.get("address"));
    if (!release) return context.text("too many at once: close some", 429);
    const standing = await Promise.all(channel.all().map(frameFor));
    const body = streams.open([frameOf("cleared", {}), ...standing, frameOf("night", state() ?? {})], release);
    if (!body) release();
    if (!body) return context.text("too many listen", 503);
    return new Response(body, { headers: { "content-type": "text/event-stream", "cache-control": "no-store" } });
  });

  /** One after another, since drawing takes a while: an edit must not overtake its post. */
  let telling: Promise<void> = Promise.resolve();
  const failed = (error: unknown): void =>
    log.error("the channel could not be told", error instanceof Error ? { error } : {});
  function told(change: ChannelChange): void {
    const before = telling;
    const tell = async (): Promise<void> => {
      await before;
      streams.send(change.kind === "stands" ? await frameFor(change.message) : frameOf(change.kind, change));
    };
    telling = tell().catch(failed);
  }
  let last = "";
  const ticking = setInterval(() => {
    const now = JSON.stringify(state() ?? {});
    if (now === last || streams.size === 0) return;
    last = now;
    streams.send(frameOf("night", JSON.parse(now)));
  }, tick).unref();
  return { app, told, settled: () => Promise.allSettled([...flights, telling]), stop: () => clearInterval(ticking) };
}
