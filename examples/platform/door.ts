/** Questions as they come in: each is a POST, and its answer is the response. */
import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import type { Asker } from "../../src/core/asker.ts";
import type { Command } from "../../src/core/command.ts";
import type { Dispatch } from "../../src/core/dispatch.ts";
import { decodeAsk } from "../../src/core/encode.ts";
import { UserError } from "../../src/core/errors.ts";
import { fromJson } from "../../src/lib/json.ts";
import type { Reply } from "../../src/core/reply.ts";
import type { Message } from "./draw.ts";

/** As addresses are made of them: no sign in it leads elsewhere. */
const id = z.string().regex(/^[a-z0-9]{1,40}$/);

const question = z.object({
  user: id,
  room: id,
  direct: z.boolean().optional(),
  /** A line that was typed, or what a button carries. */
  line: z.string().optional(),
  press: z.string().optional(),
});
export type Question = z.output<typeof question>;

export interface DoorOptions {
  readonly port: number;
  /** Pigeon shows it too. */
  readonly token: string;
  readonly dispatch: Dispatch;
  readonly commands: readonly Command[];
  readonly askerOf: (question: Question) => Asker;
  readonly draw: (reply: Reply) => Message;
}

export interface Door {
  readonly port: number;
  /** Takes no more questions, and answers those that it has. */
  close(): Promise<void>;
}

/** Characters of a question. */
const longest = 10_000;

/** @throws Error where the port cannot be had */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const expected = digest(`Bearer ${options.token}`);
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isPigeon = timingSafeEqual(digest(request.headers.authorization ?? ""), expected);
    const asked = isPigeon ? question.safeParse(fromJson(await bodyOf(request))).data : undefined;
    if (!asked) return void response.writeHead(isPigeon ? 400 : 401).end();
    const { reply, audience } = await answerTo(asked, options);
    // A connection that is kept would keep us, when we leave.
    response.writeHead(200, { "content-type": "application/json", connection: "close" });
    response.end(JSON.stringify({ ...options.draw(reply), audience }));
  }
  const server = createServer(
    (request, response) => void answer(request, response).catch(() => response.writeHead(500).end()),
  );
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).listen(options.port, resolve);
  await promise.catch(() => {
    throw new Error(`Pigeon does not start: PIGEON_PORT ${options.port} cannot be listened on: give another.`);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : options.port,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

/** Of one length, whatever was shown: a comparison tells nothing by how long it takes. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) if (text.length < longest) text += String(part);
  return text;
}

interface Given {
  readonly reply: Reply;
  readonly audience: "channel" | "asker";
}

async function answerTo(asked: Question, { dispatch, commands, askerOf }: DoorOptions): Promise<Given> {
  const asker = askerOf(asked);
  const { line = "", press } = asked;
  try {
    const pressed = press === undefined ? undefined : decodeAsk(press, commands);
    // What a button answers is the presser's own, unless they share it.
    const begun = pressed
      ? dispatch.call({ ...pressed, ...(!pressed.share && { aside: true }), asker })
      : dispatch.line(line, asker);
    if (begun.kind === "form") throw new TypeError("forms are opened only where an asker says that they can be");
    return await begun.answer;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { reply: { summary: error.message }, audience: "asker" };
  }
}
