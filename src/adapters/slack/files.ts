/** Files that are too long to show: sent to the channel, or to the asker alone. */
import type { Answer } from "../../core/dispatch.ts";
import { isPrivate } from "./answers.ts";
import { wholes } from "./blocks/body.ts";
import { fateOf } from "./trouble.ts";
import type { Clients } from "./wire/client.ts";

/** @throws as the SDK does */
export async function sendFiles(
  clients: Clients,
  answer: Answer,
  to: { readonly user: string; readonly channel: string | undefined; readonly thread?: string | undefined },
): Promise<void> {
  const files = wholes(answer.reply.card?.blocks ?? []);
  if (files.length === 0) return;
  const uploads = files.map((file) => ({
    filename: file.kind === "file" ? file.name : "copy.txt",
    content: file.text,
  }));
  const upload = (channel: string, thread?: string) =>
    clients.once.filesUploadV2({
      channel_id: channel,
      file_uploads: uploads,
      ...(thread !== undefined && { thread_ts: thread }),
    });
  const alone = async () => void (await upload(await directWith(clients.again, to.user)));
  if (isPrivate(answer) || to.channel === undefined) return alone();
  // Answers go where questions come from, files only where we are: elsewhere the asker alone gets them.
  await upload(to.channel, to.thread).catch((error: unknown) => {
    // It may stand there already: sent again it would be there twice.
    if (fateOf(error).kind !== "refused") throw error;
    return alone();
  });
}

async function directWith(client: Clients["again"], user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  return channel?.id ?? user;
}
