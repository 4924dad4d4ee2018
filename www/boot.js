// Loads the site: fetches the wasm with its integrity hash, shows how far it is, and says what to
// do when it fails, then or later. The only script beside the site itself. What is fetched after it is
// done: the sentences that explain results, and the same files once more when they are to be kept
// (offline.js).

import "./back.js";
import { unpack } from "./unpack.js";

const { js, wasm, jsIntegrity, wasmIntegrity } = document.querySelector("script[data-wasm]").dataset;
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

// The bytes so far, and the bar when the server says how many there are.
function progress(received, total) {
  const bar = document.getElementById("loading-bar");
  const kilobytes = (bytes) => `${Math.ceil(bytes / 1024)} Ko`;
  document.getElementById("loading-text").textContent = total
    ? `Le site se charge : ${kilobytes(received)} sur ${kilobytes(total)}.`
    : `Le site se charge : ${kilobytes(received)}.`;
  if (total) { bar.max = total; bar.value = Math.min(received, total); }
}

async function download() {
  const response = await fetch(wasm, wasmIntegrity ? { integrity: wasmIntegrity } : {});
  if (!response.ok) throw new Error(`${response.status}`);
  // A compressed answer has another length once it is open.
  const sent = response.headers.get("content-encoding") ? 0 : Number(response.headers.get("content-length"));
  const reader = response.body.getReader();
  const chunks = [];
  for (let received = 0; ;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    progress(received += value.length, sent);
  }
  return new Blob(chunks).arrayBuffer();
}

// Checks the script by its hash before it is run; browsers that cannot do so run it as it is.
function check() {
  if (!jsIntegrity || !document.createElement("link").relList.supports("modulepreload")) return null;
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"),
      { rel: "modulepreload", href: js, integrity: jsIntegrity, onload: resolve, onerror: reject });
    document.head.append(link);
  });
}

// A site as Trunk alone writes it is a module already.
function module(bytes) {
  const packed = new Uint8Array(bytes);
  return packed[0] === 0 ? bytes : unpack(packed);
}

async function start() {
  hide("failed");
  show("loading");
  try {
    if (typeof WebAssembly !== "object") throw new Failure("wasm");
    const fetched = Promise.all([download(), check()]);
    const [bytes] = await fetched.catch((cause) => { throw new Failure("fetch", cause); });
    const site = await import(new URL(js, document.baseURI))
      .catch((cause) => { throw new Failure("fetch", cause); });
    await site.default({ module_or_path: await module(bytes) })
      .catch((cause) => { throw new Failure("start", cause); });
    // It may wait, and so it weighs nothing before.
    import(new URL("offline.js", document.baseURI)).then(({ keep }) => keep()).catch(() => {});
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
