/** The chat's script: asks, completes, presses, fills forms, and follows the channel and the night. */
import { suggestions } from "./offers.js";

const $ = (id) => document.getElementById(id);
const [talk, channel, line, offers, trouble] = ["talk", "channel", "line", "offers", "trouble"].map($);

// The key comes behind the # of the address, which no server is sent, and is kept for this tab alone.
const key = location.hash.slice(1) || sessionStorage.getItem("key") || "";
sessionStorage.setItem("key", key);
if (location.hash) history.replaceState(null, "", location.pathname);
const tab = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(36)).join("");

const headers = () => ({ "x-teller-key": key, "x-teller-tab": tab, "x-teller-as": $("as")?.value ?? "" });

function complain(words) {
  trouble.textContent = words;
  trouble.hidden = !words;
}

/** @returns the server's answer; undefined where there was none, which is then said */
async function send(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { ...headers(), "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const said = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    const noKey = "Open the page by the whole address that was printed when it was started: it carries a key.";
    complain(
      answer.ok ? "" : said.error === "no key" ? noKey : (said.error ?? "That did not work. Try again in a minute."),
    );
    return answer.ok ? said : undefined;
  } catch {
    complain("The program does not answer: it may have been stopped.");
    return undefined;
  }
}

function article(html, label, of = "") {
  const shown = document.createElement("article");
  shown.className = of;
  const by = document.createElement("p");
  by.className = "by";
  by.textContent = label;
  // Markup of our own server, which has escaped every word in it.
  shown.innerHTML = html;
  shown.prepend(by);
  return shown;
}

function add(where, shown) {
  const atEnd = where.scrollHeight - where.scrollTop - where.clientHeight < 80;
  where.append(shown);
  // An answer is read from its top, below the question; news as it comes.
  if (where === talk) where.scrollTop = shown.offsetTop - where.offsetTop - 52;
  else if (atEnd) where.scrollTop = where.scrollHeight;
}

const who = () => $("as")?.selectedOptions[0]?.textContent ?? "you";

function show(seen, asked, form) {
  if (!seen) return;
  if (asked) add(talk, article("", `${who()}: ${asked}`, "mine"));
  if (seen.form) {
    const shown = article(seen.form, "A form");
    add(talk, shown);
    shown.querySelector("input, select, textarea")?.focus();
    return;
  }
  // A form whose answer was a complaint stands, with all that was typed.
  if (form && !seen.problem) form.closest("article").remove();
  const shown = article(
    seen.html,
    seen.audience === "channel" ? "Everyone in the channel sees this" : "Only you see this",
  );
  shown.files = seen.files;
  add(talk, shown);
  if (form && !seen.problem) line.focus();
}

async function ask(typed) {
  const asked = typed.trim();
  if (!asked) return;
  line.value = "";
  offer.none();
  $("hint")?.remove();
  show(await send("/ask", { line: asked }), asked);
}

const offer = suggestions(line, offers, async (typed) => (await send("/complete", { line: typed })) ?? []);
$("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  void ask(line.value);
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { code, file, giveUp } = button.dataset;
  if (button.dataset.line) void ask(button.dataset.line);
  else if (code) {
    button.disabled = true;
    show(await send("/press", { code }), button.textContent);
    button.disabled = false;
  } else if (file) {
    const { name, text } = button.closest("article").files[Number(file)];
    const save = Object.assign(document.createElement("a"), {
      download: name,
      href: URL.createObjectURL(new Blob([text])),
    });
    save.click();
    URL.revokeObjectURL(save.href);
  } else if (giveUp !== undefined) {
    button.closest("article").remove();
    line.focus();
  }
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.ask) return;
  event.preventDefault();
  const body = { ask: JSON.parse(form.dataset.ask), values: Object.fromEntries(new FormData(form)) };
  show(await send("/submit", body), undefined, form);
});
document.addEventListener("input", async ({ target }) => {
  const kind = target.dataset?.complete;
  if (!kind || !target.value) return;
  const names = (await send("/complete", { kind, typed: target.value.slice(0, 200) })) ?? [];
  target.list.replaceChildren(...names.map((value) => Object.assign(document.createElement("option"), { value })));
});

const width = () => (document.body.dataset.width = $("width").value);
$("width").addEventListener("change", width);
width();
const viewed = new CSSStyleSheet();
document.adoptedStyleSheets = [viewed];
$("view")?.addEventListener("change", ({ target }) =>
  viewed.replaceSync(`[data-as] { display: none } [data-as="${target.value}"] { display: block }`),
);

/* The night. */
const night = $("night");
let speed = 0;
const wished = () => Number($("speed").value);
$("play")?.addEventListener("click", () => send("/night", { pace: speed > 0 ? 0 : wished() }));
$("speed")?.addEventListener("change", () => speed > 0 && send("/night", { pace: wished() }));
night?.addEventListener("submit", (event) => {
  event.preventDefault();
  void send("/night", { from: $("from").value, speed: speed || wished(), ...($("faults").checked && { faults: 1 }) });
});

const heard = {
  cleared: () => channel.querySelectorAll("article").forEach((one) => one.remove()),
  gone: ({ id }) => $(`m${id}`)?.remove(),
  night: (now) => {
    if (!now.clock) return;
    speed = now.speed;
    $("clock").textContent = now.clock;
    $("play").textContent = speed > 0 ? "Stop" : "Play";
  },
  stands({ id, html, edited, by, line: asked, tab: from }) {
    if (from === tab) return;
    const label = asked ? `${by} asked ${asked}` : edited ? "Edited" : "Teller";
    const shown = article(html, label, edited ? "edited" : "");
    shown.id = `m${id}`;
    const before = $(shown.id);
    if (before) before.replaceWith(shown);
    else add(channel, shown);
    while (channel.children.length > 300) channel.children[1].remove();
  },
};

/** Events by a request of ours, since a stream that the browser opens by itself carries no key of ours. */
async function follow() {
  const answer = await fetch("/events", { headers: headers() });
  if (!answer.ok) return;
  let text = "";
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    const frames = (text + part).split("\n\n");
    text = frames.pop();
    for (const frame of frames) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? [];
      if (name) heard[name]?.(JSON.parse(data));
    }
  }
}
for (;;) {
  await follow().catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 2000));
}
