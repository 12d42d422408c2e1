/**
 * Loaded into the program before anything else: writes down whom it calls, which programs and threads it begins, which files it
 * writes, and what it makes fingerprints of. `CANARY_WATCH` is the file for it.
 */
import childProcess from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import sqlite from "node:sqlite";
import workers from "node:worker_threads";
import { watchDigests } from "./watch-digests.ts";
import { before, file, note } from "./watching.ts";

const textOf = (value: unknown): string =>
  typeof value === "string" || value instanceof URL || Buffer.isBuffer(value)
    ? String(value)
    : (JSON.stringify(value) ?? "");

before(net.Socket.prototype, ["connect"], ([first, second]) => {
  const given = Array.isArray(first) ? (first as unknown[])[0] : first;
  const { host, port, path } = (typeof given === "object" ? given : { port: given, host: second }) as {
    host?: string;
    port?: unknown;
    path?: string;
  };
  note({ kind: "connects", to: path ?? `${host ?? "localhost"}:${textOf(port)}` });
});
before(dgram.Socket.prototype, ["send", "connect"], (of) =>
  note({ kind: "connects", to: `datagram ${of.map(textOf).join(" ")}` }),
);
const lookups = [
  "lookup",
  "lookupService",
  "reverse",
  "resolve",
  ...["4", "6", "Any", "Caa", "Cname", "Mx", "Naptr", "Ns", "Ptr", "Soa", "Srv", "Tlsa", "Txt"].map(
    (type) => `resolve${type}`,
  ),
];
for (const on of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
  before(on, lookups, ([name]) => note({ kind: "looks up", name: textOf(name) }));
before(childProcess, ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"], ([what, of]) =>
  note({ kind: "begins", what: `${textOf(what)} ${textOf(of)}` }),
);
before(sqlite, ["DatabaseSync"], ([path]) => note({ kind: "writes", path: textOf(path) }));
before(workers, ["Worker"], ([what]) => note({ kind: "begins", what: textOf(what) }));

const writers = [
  "writeFile",
  "appendFile",
  "mkdir",
  "mkdtemp",
  "symlink",
  "link",
  "rename",
  "copyFile",
  "cp",
  "utimes",
  "lutimes",
  "truncate",
  "createWriteStream",
];
const written = (of: readonly unknown[], name: string): void => {
  if (typeof of[0] === "number" || of[0] === file) return;
  const paths = /^(?:sym)?link|rename|copyFile|cp/.test(name) ? of.slice(0, 2) : of.slice(0, 1);
  const data = /^(?:write|append)File/.test(name) ? of[1] : undefined;
  const bytes =
    typeof data === "string"
      ? Buffer.from(data)
      : ArrayBuffer.isView(data)
        ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
        : undefined;
  for (const path of paths)
    note({ kind: "writes", path: textOf(path), ...(bytes && { data: bytes.toString("base64") }) });
};
before(
  fs,
  writers.flatMap((name) => [name, `${name}Sync`]),
  written,
);
before(fs.promises, writers, written);
const opened = ([path, flags]: readonly unknown[]): void => {
  const isWriting = typeof flags === "number" ? (flags & 3) !== 0 : typeof flags === "string" && /[wa+]/.test(flags);
  if (isWriting && path !== file) note({ kind: "writes", path: textOf(path) });
};
before(fs, ["open", "openSync"], opened);
before(fs.promises, ["open"], opened);

/** Paths of files that are open, by their descriptors. */
const paths = new Map<number, string>();
before(
  fs,
  ["openSync"],
  () => {},
  (made, [path]) => void paths.set(Number(made), textOf(path)),
);
before(fs, ["write", "writeSync"], ([to, data]) => {
  const path = paths.get(Number(to));
  if (path === undefined || path === file || !(typeof data === "string" || ArrayBuffer.isView(data))) return;
  const bytes =
    typeof data === "string" ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  note({ kind: "writes", path, data: bytes.toString("base64") });
});

note({
  kind: "clock",
  process: performance.timeOrigin,
  machine: Date.now() - Number(process.hrtime.bigint() / 1_000_000n),
});
watchDigests();
syncBuiltinESMExports();
