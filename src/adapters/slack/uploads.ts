/**
 * Pictures at Slack: uploaded once as files of our own, and then shown in as many messages as there are by their ids. Slack
 * goes on working at a file after it has taken it, and until then takes no message that shows it.
 */
import type { webApi } from "@slack/bolt";
import { picturesIn, type Draw } from "../../core/picture.ts";
import type { Picture, Reply } from "../../core/reply.ts";
import { picture as most, waits } from "./limits.ts";
import { codeOf } from "./trouble.ts";

/** Slack's ids of files by picture. */
export type Shown = ReadonlyMap<Picture, string>;

export interface Uploads {
  /** Those of a reply's pictures that Slack has already. */
  known(reply: Reply): Shown;
  /** Brings a reply's other pictures to Slack. Never rejects: a picture that fails is not in it. */
  bring(reply: Reply): Promise<Shown>;
}

export interface UploadsOptions {
  readonly client: webApi.WebClient;
  readonly draw: Draw | undefined;
  readonly complain: (event: string, error: unknown) => void;
  readonly rest: (milliseconds: number) => Promise<unknown>;
}

export function createUploads({ client, draw, complain, rest }: UploadsOptions): Uploads {
  /** Ids by source, the newest last: the same picture goes to many channels. */
  const ids = new Map<string, string>();
  const underWay = new Map<string, Promise<string | undefined>>();

  async function upload(picture: Picture): Promise<string | undefined> {
    const png = await draw?.(picture);
    if (!png) return undefined;
    const { files } = (await client.filesUploadV2({
      file_uploads: [{ filename: `${picture.name}.png`, file: Buffer.from(png), alt_text: altOf(picture) }],
    })) as { files?: readonly { files?: readonly { id?: string }[] }[] };
    const id = files?.[0]?.files?.[0]?.id;
    if (id === undefined || !(await isThere(id))) return undefined;
    ids.set(picture.svg, id);
    const [oldest] = ids.keys();
    if (ids.size > most.kept && oldest !== undefined) ids.delete(oldest);
    return id;
  }

  /** Waits until Slack knows of what type the file is: before that no message may show it. */
  async function isThere(id: string): Promise<boolean> {
    for (let look = 0; look < most.looks; look++) {
      try {
        const { file } = await client.files.info({ file: id });
        if ((file?.mimetype ?? "") !== "") return true;
      } catch (error) {
        // Without the scope to look, a while has to do.
        if (codeOf(error) === "missing_scope") return rest(waits.file).then(() => true);
        throw error;
      }
      await rest(most.pause * (look + 1));
    }
    return false;
  }

  const known = (reply: Reply): Shown =>
    new Map(
      picturesIn(reply).flatMap((picture) => {
        const id = ids.get(picture.svg);
        return id === undefined ? [] : [[picture, id] as const];
      }),
    );

  return {
    known,
    async bring(reply) {
      const missing = picturesIn(reply).filter(({ svg }) => !ids.has(svg));
      await Promise.all(
        missing.map((picture) => {
          const { svg } = picture;
          const mine =
            underWay.get(svg) ??
            upload(picture)
              .catch((error: unknown) => {
                complain("a picture could not be uploaded", error);
                return undefined;
              })
              .finally(() => underWay.delete(svg));
          underWay.set(svg, mine);
          return mine;
        }),
      );
      return known(reply);
    },
  };
}

/** Words for screen readers. */
export const altOf = ({ alt }: Picture): string => alt.slice(0, most.alt);
