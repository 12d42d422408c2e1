/** A way to the database server that remembers what it was told. */
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface Overheard {
  /** The same database by this way. */
  readonly address: string;
  readonly host: string;
  readonly told: readonly Buffer[];
  close(): Promise<void>;
}

export async function overhear(database: string): Promise<Overheard> {
  const url = new URL(database);
  const [host, port] = [url.hostname, Number(url.port || 5_432)];
  const told: Buffer[] = [];
  const open = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(port, host);
    for (const socket of [from, to]) {
      open.add(socket);
      socket.on("close", () => open.delete(socket)).on("error", () => socket.destroy());
    }
    from.on("data", (part: Buffer) => void told.push(part));
    from.pipe(to).pipe(from);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    address: url.href,
    host: url.host,
    told,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
