// Loads the site: fetches the wasm with its integrity hash, shows how far it is, and says what to
// do when it fails, then or later. The only script beside the site itself. What is fetched after it is
// done: the sentences that explain results, and the same files once more when they are to be kept
// (offline.js). Each is held to its hash: the page has the hash of this script, and the build writes those of
// all else here (crates/xtask/src/site/boot.rs).

import "./back.js";
import run from "auclair";
import { unpack } from "./unpack.js";

// How long a slow phone takes to draw results, in thousandths of a second.
const DRAWN = 1000;

const ask = fetch;
const show = (id) => { document.getElementById(id).hidden = false; };
const hide = (id) => { document.getElementById(id).hidden = true; };

const reasons = {
  wasm: "Ce navigateur ne sait pas exécuter WebAssembly, ou on le lui interdit.",
  fetch: "Le fichier principal du site n'est pas arrivé en entier.",
  start: "Le site est arrivé, mais il ne démarre pas dans ce navigateur.",
};

class Failure extends Error {
  constructor(reason, cause) { super(reasons[reason], { cause }); }
}

// How far it is: the words change at each tenth, for who hears them.
function progress(received) {
  const done = Math.min(1, received / WASM.size);
  document.getElementById("loading-bar").value = done;
  document.getElementById("loading-text").textContent = `Le site se charge : ${Math.floor(done * 10) * 10}\u00a0%.`;
}

// Browsers give nothing of what they check themselves before it is whole: where the page may check
// it, over HTTPS, it can say how far it is.
async function download() {
  const { subtle } = crypto;
  const response = await ask(WASM.name, subtle ? {} : { integrity: WASM.hash });
  if (!response.ok) throw new Error(`${response.status}`);
  const reader = response.body.getReader();
  const chunks = [];
  for (let received = 0; ;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    progress(received += value.length);
  }
  const bytes = await new Blob(chunks).arrayBuffer();
  const hash = subtle && new Uint8Array(await subtle.digest("SHA-256", bytes));
  if (hash && WASM.hash !== `sha256-${btoa(String.fromCharCode(...hash))}`) throw new Error("hash");
  return new Uint8Array(bytes);
}

// All that the program fetches is held to its hash.
window.fetch = (name, options) => ask(name, { ...options, integrity: FETCHED[name] });

// What may wait comes once the program has drawn its page, and weighs nothing before.
function keepLater() {
  const later = () => document.head.append(Object.assign(document.createElement("script"), LATER));
  new MutationObserver((_, observer) => {
    observer.disconnect();
    setTimeout(later, DRAWN);
  }).observe(document.getElementById("app"), { childList: true });
}

async function start() {
  hide("failed");
  show("loading");
  try {
    if (typeof WebAssembly !== "object") throw new Failure("wasm");
    const bytes = await download().catch((cause) => { throw new Failure("fetch", cause); });
    const module = await unpack(bytes);
    keepLater();
    await run({ module_or_path: module })
      .catch((cause) => { throw new Failure("start", cause); });
  } catch (failure) {
    hide("loading");
    document.getElementById("failed-why").textContent = failure.message;
    show("failed");
    // A script that failed to load is not tried again by browsers: the whole page is.
    document.getElementById("retry").onclick = () => location.reload();
  }
}

// The site stops at once at an error of its own, without a word: what is on the page may be half of
// what it should say, and nothing answers any more.
addEventListener("error", ({ error }) => {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  hide("app");
  show("stopped");
  document.getElementById("again").onclick = () => location.reload();
});

start();
