/** Somebody who opens a connection to a server of ours and sends what they send slowly. */
import { once } from "node:events";
import { connect } from "node:net";

/** What is sent at once, after which nothing that would end the request follows. */
export const slowly = {
  "nothing at all": "",
  "half a header": "POST /slack/events HTTP/1.1\r\nhost: a\r\nx-sl",
  "half a body": "POST /slack/events HTTP/1.1\r\nhost: a\r\ncontent-length: 900\r\n\r\nhalf",
} as const;

/** @returns milliseconds until the server had enough; undefined where it was still waiting after `most` */
export async function sendSlowly(port: number, text: string, most: number): Promise<number | undefined> {
  const closed = Promise.withResolvers<number | undefined>();
  // An error closes it as well: the server may go away while a byte is on its way.
  const socket = connect(port, "127.0.0.1").on("error", () => {});
  await once(socket, "connect");
  const began = performance.now();
  socket.on("close", () => closed.resolve(performance.now() - began)).resume();
  socket.write(text);
  // A byte now and then, so that the connection is never idle.
  const drops = setInterval(() => text !== "" && socket.write("x"), 50);
  const enough = setTimeout(() => closed.resolve(undefined), most);
  const took = await closed.promise;
  clearInterval(drops);
  clearTimeout(enough);
  socket.destroy();
  return took;
}
