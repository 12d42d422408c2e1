/**
 * The editors' keys, in a file that the `age` program reads as well (`age -d -i FILE`): newest first, the older ones kept until
 * what they sealed is gone. Whoever reads it reads tips, so a file that others on the machine may read is refused.
 */
import { open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { isIdentity } from "../../lib/age-key.ts";
import { isOpenToOthers } from "../../lib/private-file.ts";

/** A fault of a key file and how to mend it, in one line that quotes nothing of it. */
export class KeyError extends Error {
  override readonly name = "KeyError";
}

export interface Key {
  readonly identity: string;
  readonly recipient: string;
  /** Days, where the file says so. */
  readonly created?: string;
  /** Nothing is sealed to it since. */
  readonly retired?: string;
}

export type Keyring = readonly [Key, ...Key[]];

/** @throws KeyError */
export async function readKeys(path: string): Promise<Keyring> {
  return parse(await readPrivately(path), path);
}

/** As the environment holds them: identities with white space or commas between. @throws KeyError */
export const keysFrom = (text: string): Promise<Keyring> => parse(text.split(/[\s,]+/).join("\n"), "TIPS_IDENTITY");

/** A new file with one key. An older one is never written over. @throws KeyError */
export async function newKeys(path: string, today: string): Promise<Key> {
  const key = await newKey(today);
  await write(path, [key]).catch(
    trouble(path, { EEXIST: "is there already and stays as it is: teller keys rotate puts a new key into it" }),
  );
  return key;
}

/**
 * A new key in front. The older ones stay, so that what was sealed to them still opens.
 * @param today as in "2024-07-05"
 * @param dropBefore those retired before this day are left out
 * @throws KeyError
 */
export async function rotateKeys(path: string, today: string, dropBefore?: string): Promise<Keyring> {
  const old = await readKeys(path);
  const kept = old
    .map((key) => ({ ...key, retired: key.retired ?? today }))
    .filter(({ retired }) => dropBefore === undefined || retired >= dropBefore);
  const keys: Keyring = [await newKey(today), ...kept];
  // A link stays one, and whoever the file belongs to keeps it, whoever rotates.
  const file = await realpath(path);
  // Made beside it and put in its place in one step: at no moment is there half a file, or none.
  const beside = `${file}.new`;
  await write(beside, keys, await stat(file)).catch(
    trouble(beside, { EEXIST: "is left from a rotation that did not end, or one is under way: if none is, delete it" }),
  );
  await rename(beside, file).catch(async (error: unknown) => {
    await rm(beside, { force: true });
    return trouble(file, {})(error);
  });
  await settle(dirname(file));
  return keys;
}

/** The folder in which systemd puts credentials of a service: a rule beside the mode lets its user read them, and nobody else. */
const credentials = "/run/credentials/";

async function readPrivately(path: string): Promise<string> {
  const file = await open(path, "r").catch(
    trouble(path, { ENOENT: "is not there: teller keys new makes it", EACCES: "may not be read by this user" }),
  );
  try {
    // The file that was opened is looked at, not what has its name by then.
    const { mode } = await file.stat();
    if (isOpenToOthers(mode, (await realpath(path)).startsWith(credentials)))
      throw new KeyError(`${path} can be read or changed by others on this machine. Mend it: chmod 600 ${path}`);
    return await file.readFile("utf8");
  } catch (error) {
    throw error instanceof KeyError ? error : new KeyError(`${path} cannot be read: it is to be a file`);
  } finally {
    await file.close();
  }
}

async function parse(text: string, where: string): Promise<Keyring> {
  const found: Key[] = [];
  let about: { created?: string; retired?: string } = {};
  for (const [index, line] of text
    .split(/\r?\n/)
    .map((one) => one.trim())
    .entries()) {
    const [, what, when] = /^# (created|retired): (\d{4}-\d{2}-\d{2})/.exec(line) ?? [];
    if (when !== undefined && (what === "created" || what === "retired")) about[what] = when;
    if (line === "" || line.startsWith("#")) continue;
    if (!isIdentity(line))
      throw new KeyError(
        `${where}, line ${index + 1}: this is no secret key of age (AGE-SECRET-KEY-1…), or it is damaged`,
      );
    // One after the other, each with the comments before it.
    found.push({ identity: line, recipient: await identityToRecipient(line), ...about });
    about = {};
  }
  const [first, ...others] = found;
  if (!first) throw new KeyError(`${where} holds no key: teller keys new makes a file with one`);
  return [first, ...others];
}

async function newKey(today: string): Promise<Key> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity), created: today };
}

const head = `# Opens what is sent to Teller's tip line. Keep it to yourself (chmod 600), and keep a copy in a safe place:
# without it nothing that was sealed is ever read again. It is read by Teller and by age -d -i FILE.
`;

const asText = (keys: readonly Key[]): string =>
  head +
  keys
    .map(
      ({ identity, recipient, created, retired }) =>
        `\n${created === undefined ? "" : `# created: ${created}\n`}${retired === undefined ? "" : `# retired: ${retired}\n`}# public key: ${recipient}\n${identity}\n`,
    )
    .join("");

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A new file, for this user alone, and on the disk before it is called there. */
async function write(path: string, keys: readonly Key[], owner?: Owner): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    if (owner) await file.chown(owner.uid, owner.gid).catch(() => {});
    await file.writeFile(asText(keys));
    await file.sync();
  } finally {
    await file.close();
  }
  await settle(dirname(resolve(path)));
}

/** The folder knows of the file after a loss of power too. Not every system lets a folder be opened. */
async function settle(folder: string): Promise<void> {
  const opened = await open(folder, "r").catch(() => undefined);
  await opened?.sync().catch(() => {});
  await opened?.close();
}

/** The system's own reasons, in words. @throws KeyError */
const trouble =
  (path: string, says: Readonly<Record<string, string>>) =>
  (error: unknown): never => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new KeyError(`${path} ${says[code] ?? `cannot be opened or made (${code})`}`);
  };
