// What comes once the program runs, and so weighs nothing before: the sheet for paper, what it takes
// to install the site, and the worker that keeps its files for the next visit. Says when a newer
// version waits. Served without HTTPS, browsers keep nothing: all else works.

const notice = document.getElementById("newer");
const button = document.getElementById("newer-open");

/** Whether leaving the page would lose answers: the program refuses to leave it then. */
function wouldLose() {
  return !dispatchEvent(new Event("beforeunload", { cancelable: true }));
}

function offer(waiting) {
  notice.hidden = false;
  button.onclick = () => {
    const loses = wouldLose();
    document.getElementById("newer-unsaved").hidden = !loses;
    if (loses) return;
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    waiting.postMessage("take over");
  };
  document.getElementById("newer-later").onclick = () => { notice.hidden = true; };
}

function link(attributes) {
  document.head.append(Object.assign(document.createElement("link"), attributes));
}

async function keep() {
  // Who saves data, or uses a browser that keeps nothing, is left in peace.
  link({ rel: "manifest", href: "au-clair.webmanifest" });
  link({ rel: "stylesheet", media: "print", href: "styles/print.css", integrity: "" });
  if (!navigator.serviceWorker || navigator.connection?.saveData) return;
  const registration = await navigator.serviceWorker.register("worker.js").catch(() => null);
  if (!registration) return;
  // Without a version at work there is no newer one: the first is not announced.
  const announce = () => {
    if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  };
  announce();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", announce);
  });
}

keep().catch(() => {});
