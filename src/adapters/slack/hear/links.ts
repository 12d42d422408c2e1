/**
 * Links to seats' pages, shown as the seat's card below the message. Nobody asked for it, so it tells what the board tells:
 * while posts are frozen nothing new. It is no answer aside: where answers are not for all, there is none.
 */
import type { Board } from "../../../core/board.ts";
import type { Seat } from "../../../core/election.ts";
import type { Reply } from "../../../core/reply.ts";
import { blocksOf } from "../render.ts";
import { seatOf, type sitesOf } from "../seat-pages.ts";
import { fromEvent } from "../sender.ts";
import type { Ears } from "./ears.ts";

export interface Links {
  readonly sites: NonNullable<ReturnType<typeof sitesOf>>;
  readonly board: Board;
  /** Whether people of another organisation may read a channel; what is not known counts as yes. Never rejects. */
  readonly isShared: (channel: string) => Promise<boolean>;
}

/** Links of one message that are shown: a list of many is a list, and not an invitation. */
const most = 3;

export function hearLinks(ears: Ears, { sites, board, isShared }: Links): void {
  const { app, flights, us, clients, rendering } = ears;
  app.event("link_shared", async ({ event, body, context }) => {
    const { channel, user, source, message_ts: ts, links } = event;
    // A link that is still being written is nobody's business, and conversations of people among themselves are not either.
    if (source === "composer" || user === us || !/^[CG]/.test(channel) || flights.closed) return;
    if (fromEvent(body).isShared !== false) return;
    if (!(await ears.isNew(body.event_id, context.retryNum, false))) return;
    await flights.take(async () => {
      const { seats } = (await board.look()).results.election;
      const about = links
        .flatMap(({ url }) => {
          const seat = seatOf(url, sites, seats);
          return seat ? [{ url, seat }] : [];
        })
        .slice(0, most);
      if (about.length === 0 || (await isShared(channel))) return;
      const shown: (readonly [url: string, blocks: ReturnType<typeof blocksOf>])[] = [];
      for (const { url, seat } of about) {
        if (!(await mayShow(seat, { user, channel }))) continue;
        shown.push([url, blocksOf(cardAlone(await board.answer(askOf(seat))), { ...rendering, follows: false })]);
      }
      if (shown.length === 0) return;
      const unfurls = Object.fromEntries(shown.map(([url, blocks]) => [url, { blocks }]));
      await clients.once.chat
        .unfurl({ channel, ts, unfurls })
        .catch((error: unknown) => ears.complain("a link could not be shown", error));
    });
  });

  /** The same question typed there would be answered for everyone to see. */
  async function mayShow(seat: Seat, { user, channel }: { user: string; channel: string }): Promise<boolean> {
    const asker = ears.asker({ user, channel, forms: false });
    const begun = ears.dispatch.call({ ...askOf(seat), asker });
    if (begun.kind === "form" || begun.audience !== "channel") return false;
    const { audience, problem } = await begun.answer;
    return audience === "channel" && problem === undefined;
  }
}

const askOf = ({ name }: Seat) => ({ command: "seat", args: { place: name } });

/** Without its buttons: the message is somebody else's. */
function cardAlone({ card, ...reply }: Reply): Reply {
  if (!card) return reply;
  const { actions: _, ...shown } = card;
  return { ...reply, card: shown };
}
