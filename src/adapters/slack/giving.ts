/** An answer's ways to the one who asked: the address that came with the question, the place itself, aside, a direct message. */
import { randomUUID } from "node:crypto";
import { giveAnswer, type Dress, type Way } from "../../core/answering.ts";
import type { Answer } from "../../core/dispatch.ts";
import { asDeliveryId, type DeliveryId, type Place } from "../../core/place.ts";
import { isPrivate, respond } from "./answers.ts";
import type { Reader } from "./history.ts";
import type { Pace } from "./pace.ts";
import { plainSlack, renderSlack, type RenderOptions, type SlackMessage } from "./render.ts";
import { missOf } from "./trouble.ts";
import type { Clients } from "./wire/client.ts";

export interface Giving {
  readonly clients: Clients;
  readonly rendering: RenderOptions;
  readonly reader: Pick<Reader, "find">;
  /** Answers count as posts do. */
  readonly pace: Pick<Pace, "count">;
  readonly complain: (event: string, error: unknown) => void;
  /** Rests, and returns early where the adapter leaves. */
  readonly rest: (milliseconds: number) => Promise<unknown>;
}

/** The destination of an answer. */
export interface Whereto {
  readonly user: string;
  /** Undefined in App Home, which is no channel. */
  readonly channel: string | undefined;
  /** Good for half an hour, where something came with one. */
  readonly url?: string | undefined;
  readonly thread?: string | undefined;
  /** The message whose button was pressed gives way to the answer. */
  readonly replace?: boolean;
}

/** Milliseconds for a post to appear in history, when it was perhaps made. */
const appears = 500;

/** @returns whether it arrived. Never rejects */
export async function give(giving: Giving, answer: Answer, to: Whereto): Promise<boolean> {
  const { complain, rest } = giving;
  const way = await giveAnswer({
    ways: waysOf(giving, answer, to),
    missOf,
    missed: ({ name }, error) => complain(`an answer met trouble on its way: ${name}`, error),
    pause: rest,
  });
  return way !== undefined;
}

function waysOf(giving: Giving, answer: Answer, to: Whereto): readonly Way[] {
  const { clients, pace } = giving;
  const { user, channel, url, thread } = to;
  const { once, again } = clients;
  const isDirect = channel === undefined || channel.startsWith("D");
  const alone = isPrivate(answer) || isDirect;
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  const body = (dress: Dress, delivery?: DeliveryId): Omit<SlackMessage, "blocks"> & Partial<SlackMessage> => {
    const { blocks, ...whole } = renderSlack(answer.reply, giving.rendering, delivery);
    return dress === "whole" ? { ...whole, blocks } : { ...whole, ...plainSlack(answer.reply, giving.rendering) };
  };

  const address = (at: string): Way => ({
    name: "by its address",
    alone,
    addressed: true,
    send(dress) {
      const replaces = to.replace === true && answer.problem === undefined;
      return respond(at, {
        ...body(dress),
        response_type: isPrivate(answer) ? "ephemeral" : "in_channel",
        replace_original: replaces,
        // An answer that replaces a message is where that was.
        ...(!replaces && inThread),
      });
    },
  });

  const message = (open: () => Promise<string>, name: string): Way => {
    let sent: { readonly place: Place; readonly delivery: DeliveryId; readonly since: Date } | undefined;
    return {
      name,
      alone: alone || name === "a direct message",
      async send(dress) {
        const id = await open();
        const delivery = asDeliveryId(randomUUID().replaceAll("-", "").slice(0, 25));
        sent = {
          place: { platform: "slack", id, kind: id.startsWith("D") ? "direct" : "channel" },
          delivery,
          since: new Date(),
        };
        // Nobody who asks waits for the news to be told, but the news that follows does.
        pace.count("chat.postMessage", id);
        await once.chat.postMessage({ channel: id, ...body(dress, delivery), ...(id === channel && inThread) });
      },
      async stands() {
        if (!sent) return undefined;
        await giving.rest(appears);
        const found = await giving.reader.find(sent.place, sent.delivery, sent.since, { heard: true });
        return typeof found === "object" ? true : found === "absent" ? false : undefined;
      },
    };
  };

  const aside = (id: string): Way => ({
    name: "aside",
    alone: true,
    async send(dress) {
      const { text, blocks } = body(dress);
      await once.chat.postEphemeral({ channel: id, user, text, ...(blocks && { blocks }), ...inThread });
    },
  });
  const direct = message(async () => {
    // Slack takes a person's id for their conversation as well.
    const opened = await again.conversations.open({ users: user }).catch(() => undefined);
    return opened?.channel?.id ?? user;
  }, "a direct message");

  return [
    ...(url === undefined ? [] : [address(url)]),
    ...(channel !== undefined && (isDirect || !isPrivate(answer))
      ? [message(async () => channel, "in its place")]
      : []),
    ...(channel !== undefined && !isDirect ? [aside(channel)] : []),
    direct,
  ];
}
