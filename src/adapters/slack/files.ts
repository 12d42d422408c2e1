/** Files that are too long to show: sent to the channel, or to the asker alone. */
import type { Answer } from "../../core/dispatch.ts";
import { isPrivate } from "./answers.ts";
import { wholes } from "./blocks/body.ts";
import type { Clients } from "./wire/client.ts";

/** @throws as the SDK does */
export async function sendFiles(
  { once, again }: Clients,
  answer: Answer,
  to: { readonly user: string; readonly channel: string | undefined },
): Promise<void> {
  const files = wholes(answer.reply.card?.blocks ?? []);
  if (files.length === 0) return;
  const channel = isPrivate(answer) || to.channel === undefined ? await directWith(again, to.user) : to.channel;
  await once.filesUploadV2({
    channel_id: channel,
    file_uploads: files.map((file) => ({
      filename: file.kind === "file" ? file.name : "copy.txt",
      content: file.text,
    })),
  });
}

async function directWith(client: Clients["again"], user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  return channel?.id ?? user;
}
