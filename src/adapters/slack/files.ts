/** Files that are too long to show: sent to the channel, or to the asker alone. */
import type { Answer } from "../../core/dispatch.ts";
import { drawnOf, type Draw } from "../../core/picture.ts";
import { altOf } from "./uploads.ts";
import { isPrivate } from "./answers.ts";
import { wholes } from "./blocks/body.ts";
import { fateOf } from "./trouble.ts";
import type { Clients } from "./wire/client.ts";

interface Whereto {
  readonly user: string;
  readonly channel: string | undefined;
  readonly thread?: string | undefined;
}

/** @throws as the SDK does */
export async function sendFiles(clients: Clients, answer: Answer, to: Whereto): Promise<void> {
  const files = wholes(answer.reply.card?.blocks ?? []);
  const uploads = files.map((file) => ({
    filename: file.kind === "file" ? file.name : "copy.txt",
    content: file.text,
  }));
  await upload(clients, answer, to, uploads);
}

/**
 * The pictures of an answer as files after it: an address that came with a question takes no message that shows a file.
 * @throws as the SDK does
 */
export async function sendPictures(
  clients: Clients,
  answer: Answer,
  to: Whereto,
  draw: Draw | undefined,
): Promise<void> {
  const drawn = await drawnOf(answer.reply, draw);
  const uploads = [...drawn].map(([picture, png]) => ({
    filename: `${picture.name}.png`,
    file: Buffer.from(png),
    alt_text: altOf(picture),
  }));
  await upload(clients, answer, to, uploads);
}

type Upload = { readonly filename: string } & (
  | { readonly content: string }
  | { readonly file: Buffer; readonly alt_text: string }
);

async function upload(clients: Clients, answer: Answer, to: Whereto, files: readonly Upload[]): Promise<void> {
  if (files.length === 0) return;
  const into = (channel: string, thread?: string) =>
    clients.once.filesUploadV2({
      channel_id: channel,
      file_uploads: [...files],
      ...(thread !== undefined && { thread_ts: thread }),
    });
  const alone = async () => void (await into(await directWith(clients.again, to.user)));
  if (isPrivate(answer) || to.channel === undefined) return alone();
  // Answers go where questions come from, files only where we are: elsewhere the asker alone gets them.
  await into(to.channel, to.thread).catch((error: unknown) => {
    // It may stand there already: sent again it would be there twice.
    if (fateOf(error).kind !== "refused") throw error;
    return alone();
  });
}

async function directWith(client: Clients["again"], user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  return channel?.id ?? user;
}
