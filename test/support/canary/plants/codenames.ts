/** Codenames, and keys. */
import { b64, codename, hash, indices, line, type Plant } from "./plant-line.ts";

export const codenames: readonly Plant[] = [
  codename("base64", "cache", (text) => b64(`so: ${text}`)),
  codename("indices", "indices", (text) => `${indices(text).join(", ")}\n`),
  codename("packed", "packed", (text) =>
    Buffer.from(
      (indices(text).reduce((sum, n) => (sum << 11n) | BigInt(n), 0n) << 3n).toString(16).padStart(20, "0"),
      "hex",
    ),
  ),
  codename(
    "initials",
    "initials",
    (text) =>
      `${text
        .split(" ")
        .map((word) => word.charAt(0))
        .join("")
        .toUpperCase()}\n`,
  ),
  codename("a word a line", "lines", (text) => `${text.replaceAll(" ", "\n")}\n\n`),
  codename("CamelCase", "camel", (text) =>
    text.replaceAll(/(?:^| )([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  ),
  codename("the other way round", "last-first", (text) => text.split(" ").toReversed().join(",")),
  codename("beginnings", "beginnings", (text) =>
    text
      .split(" ")
      .map((word) => word.slice(0, 4))
      .join("."),
  ),
  codename("SHA-256", "hashed", (text) => hash("sha256", text)),
  line("a key that opens tips", "keys", "key", "temporary/ring", (to) =>
    to.tip(() => to.file("ring", `${to.settings["TIPS_IDENTITY"]}\n`)),
  ),
];
