// How long from an answer to the screen that shows it, and to the one that shows all that follows from
// it, on a processor four times slower than this one: `cargo xtask bench --ecran`, once the site is
// built. The same page without its program, nothing but fields and a sheet, says what the browser takes by
// itself. It prints, and judges nothing: machines differ.

import { FOYERS } from "./foyers.mjs";
import { launch, serve, visit } from "./site.mjs";

const SLOWER = 4;
/** Milliseconds between two frames of a screen. */
const FRAME = 16;
/** Milliseconds of work after which a browser calls a task long: a finger waits on it. */
const LONG = 50;
const TIMES = 2;
/** Milliseconds between two gestures: a quick hand's. */
const PAUSE = 300;

/** What a gesture is, by the event that tells of it and the field where it happens. */
const GESTURES = {
  "input text": "un caractère tapé",
  "change select-one": "un choix dans une liste",
  "change radio": "un bouton choisi",
  "change checkbox": "une case cochée",
  "click button": "un bouton pressé",
};

/** In the page: from the moment of each event to the frame painted after it, and to the last frame that
 * changed something before the next event. What keeps the page from answering is noted too. */
function watch() {
  window.painted = [];
  window.busy = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.busy.push(duration);
  }).observe({ type: "longtask" });
  const once = (then) => requestAnimationFrame(() => {
    // What is posted in a frame arrives once it is painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  });
  for (const type of ["input", "change", "click"]) {
    addEventListener(type, ({ target, timeStamp }) => {
      const gesture = `${type} ${target.closest("button") ? "button" : target.type}`;
      const seen = { gesture, timeStamp };
      window.painted.push(seen);
      once(() => { seen.shown = performance.now() - timeStamp; });
    }, { capture: true });
  }
  new MutationObserver(() => {
    const seen = window.painted.at(-1);
    if (seen) once(() => { seen.followed = performance.now() - seen.timeStamp; });
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

/** A page slowed down, whose gestures are watched. */
async function slow(context, page) {
  await page.evaluate(watch);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
}

/** Files the gestures of a page under a name. */
async function file(page, name, found) {
  for (const { gesture, shown, followed } of await page.evaluate(() => window.painted)) {
    // Neither a field filled by a key that says nothing, nor a press that another one follows at once.
    if (GESTURES[gesture] && shown) ((found[gesture] ??= {})[name] ??= []).push([shown, followed ?? shown]);
  }
}

async function typeRent(page) {
  const field = page.getByRole("textbox", { name: /payez-vous de loyer/ });
  await field.fill("");
  await field.pressSequentially("643", { delay: PAUSE });
}

/** The same page, without what makes it answer. */
async function still(browser, html, found) {
  const context = await browser.newContext({ viewport: { width: 360, height: 780 } });
  const page = await context.newPage();
  // Of the same folder, so that it finds its sheet.
  await page.goto(`${site.url}mentions.html`);
  await page.setContent(html, { waitUntil: "networkidle" });
  await slow(context, page);
  await typeRent(page);
  for (const list of await page.locator("select").all()) await list.selectOption({ index: 1 });
  for (const radio of await page.getByRole("radio").all()) await radio.check();
  await file(page, "sans programme", found);
  await context.close();
}

const site = await serve();
// Frames as soon as they are ready: what is timed is the work, not the wait for the screen.
const browser = await launch(["--disable-frame-rate-limit", "--disable-gpu-vsync"], { slowMo: PAUSE });
const [found, alone] = [{}, {}];
const busy = [];
for (let time = 0; time < TIMES; time++) {
  for (const [name, answers] of Object.entries(FOYERS)) {
    const { context, page, close } = await visit(browser, site.url, { width: 360, height: 780, clock: false });
    await slow(context, page);
    await answers(page);
    // The whole household is known by now: each digit changes a right.
    await page.goto(`${site.url}#/questions/logement`);
    await typeRent(page);
    await file(page, name, found);
    busy.push(...(await page.evaluate(() => window.busy)));
    const html = await page.evaluate(() => {
      document.querySelectorAll("script").forEach((script) => script.remove());
      return `<!doctype html>${document.documentElement.outerHTML}`;
    });
    await still(browser, html, alone);
    await close();
  }
}
await browser.close();
await site.close();

const at = (times, part) => {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
};
const written = (number) => number.toFixed(1).replace(".", ",").padStart(8);
const columns = (times) => [0, 1].flatMap((which) => {
  const some = times.map((one) => one[which]);
  return [written(at(some, 0.5)), written(at(some, 0.95))];
}).join(" ");
console.log(`De la réponse à l'écran, processeur ${SLOWER} fois plus lent (millisecondes)\n`);
console.log(`${"".padEnd(36)}            la réponse est vue   tout ce qui suit`);
console.log(`${"".padEnd(36)}   nombre  médiane     95 %  médiane     95 %`);
const counted = { answers: [], presses: [], alone: [] };
for (const [gesture, label] of Object.entries(GESTURES)) {
  for (const [name, times] of Object.entries({ ...found[gesture], ...alone[gesture] })) {
    const kind = alone[gesture]?.[name] ? "alone" : gesture === "click button" ? "presses" : "answers";
    counted[kind].push(...times);
    console.log(`${`${label}, ${name}`.padEnd(36)} ${String(times.length).padStart(8)} ${columns(times)}`);
  }
}
console.log();
for (const [kind, label] of [["answers", "les réponses"], ["alone", "sans programme"], ["presses", "les boutons pressés"]]) {
  const times = counted[kind];
  const inTime = times.filter(([shown]) => shown < FRAME).length;
  console.log(`${label.padEnd(36)} ${String(times.length).padStart(8)} ${columns(times)}   ${inTime} en moins de ${FRAME} ms`);
}
const beyond = busy.reduce((sum, duration) => sum + duration - LONG, 0);
console.log(`\nSans répondre plus de ${LONG} ms : ${busy.length} fois, ${Math.round(beyond)} ms au-delà en tout, ${Math.round(Math.max(...busy))} au plus.`);
