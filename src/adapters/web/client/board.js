/** The board's script: follows what changes, and puts it where it stands. Without it the board reloads itself. */
const board = document.querySelector("[data-board]");
const key = document.querySelector('meta[name="board-key"]')?.content;
const map = document.getElementById("map");
let version = board?.dataset.version;
/** The map's document in the pieces in which changes of it are told, and its version. */
let pieces;
let drawn = map?.querySelector("img")?.dataset.version;

/** Markup of our own server, which has escaped every word in it. */
const put = (id, html) => {
  const place = document.getElementById(id);
  if (place) place.innerHTML = html;
};

/** Fetched under the address of the image: the browser has it already. */
async function fetchMap(of) {
  const answer = await fetch(`/board/map.svg?v=${of}`);
  drawn = answer.headers.get("x-version");
  pieces = (await answer.text()).split(/(?=<[a-z])|(?=M)/);
}

function drawMap(alt) {
  const picture = Object.assign(document.createElement("div"), { innerHTML: pieces.join("") });
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", alt);
  map.replaceChildren(picture);
}

/** Begins anew with all of it, after something was missed. */
async function renew() {
  const now = await (await fetch("/board/now")).json();
  version = now.version;
  for (const [id, html] of Object.entries(now.parts)) put(id, html);
  if (!map || !now.map) return;
  await fetchMap(now.map.version);
  map.hidden = false;
  drawMap(now.map.alt);
}

async function change({ from, to, parts, map: next, said }) {
  if (to === version) return;
  if (map && next && !pieces) await fetchMap(drawn);
  if (from !== version || (map && next && drawn !== next.from)) await renew();
  else {
    version = to;
    for (const [id, html] of Object.entries(parts)) put(id, html);
    if (map && next) {
      pieces = next.change.flatMap((one) => (typeof one === "string" ? [one] : pieces.slice(...one)));
      drawn = next.to;
      drawMap(next.alt);
    }
  }
  if (said) document.getElementById("said").textContent = said;
}

if (board && key) {
  const events = new EventSource(`/board/events?key=${key}`);
  let work = Promise.resolve();
  const after = (does) => (event) => {
    work = work.then(() => does(JSON.parse(event.data))).catch(() => {});
  };
  events.addEventListener("board", after(change));
  events.addEventListener(
    "now",
    after((now) => (now.version === version ? undefined : renew())),
  );
}
