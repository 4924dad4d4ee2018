// How long from an answer to the page that shows what follows from it, on a processor four times
// slower than this one: `cargo xtask bench --ecran`, once the site is built. It prints, and judges
// nothing: machines differ.

import { FOYERS } from "./foyers.mjs";
import { launch, serve, visit } from "./site.mjs";

const SLOWER = 4;
/** Milliseconds between two frames of a screen. */
const FRAME = 16;
const TIMES = 3;

/** What a gesture is, by the event that tells of it and the field where it happens. */
const GESTURES = {
  "input text": "un caractère tapé",
  "change select-one": "un choix dans une liste",
  "change radio": "un bouton choisi",
  "change checkbox": "une case cochée",
  "click button": "un bouton pressé",
};

/** In the page: from the moment of each event to the frame painted after it. */
function watch() {
  window.painted = [];
  for (const type of ["input", "change", "click"]) {
    addEventListener(type, ({ target, timeStamp }) => {
      const gesture = `${type} ${target.closest("button") ? "button" : target.type}`;
      requestAnimationFrame(() => {
        // What is posted in a frame arrives once it is painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.painted.push([gesture, performance.now() - timeStamp]);
        port2.postMessage(null);
      });
    }, { capture: true });
  }
}

const site = await serve();
// Frames as soon as they are ready: what is timed is the work, not the wait for the screen.
const browser = await launch(["--disable-frame-rate-limit", "--disable-gpu-vsync"]);
const found = {};
for (let time = 0; time < TIMES; time++) {
  for (const [name, answers] of Object.entries(FOYERS)) {
    const { context, page, close } = await visit(browser, site.url, { width: 360, height: 780 });
    await page.evaluate(watch);
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await answers(page);
    const field = page.getByRole("textbox", { name: /payez-vous de loyer/ });
    // The whole household is known by now: each digit changes a right.
    await page.goto(`${site.url}#/questions/logement`);
    await field.fill("");
    await field.pressSequentially("643");
    for (const [gesture, milliseconds] of await page.evaluate(() => window.painted)) {
      if (GESTURES[gesture]) ((found[gesture] ??= {})[name] ??= []).push(milliseconds);
    }
    await close();
  }
}
await browser.close();
await site.close();

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
const written = (number) => number.toFixed(1).replace(".", ",").padStart(8);
console.log(`De la réponse à l'écran, processeur ${SLOWER} fois plus lent (millisecondes)\n`);
console.log(`${"".padEnd(36)}   nombre  médiane     95 %`);
const all = [];
for (const [gesture, label] of Object.entries(GESTURES)) {
  for (const [name, times] of Object.entries(found[gesture] ?? {})) {
    const sorted = times.sort((a, b) => a - b);
    all.push(...times);
    const counted = String(sorted.length).padStart(8);
    console.log(`${`${label}, ${name}`.padEnd(36)} ${counted} ${written(at(sorted, 0.5))} ${written(at(sorted, 0.95))}`);
  }
}
all.sort((a, b) => a - b);
const inTime = all.filter((milliseconds) => milliseconds < FRAME).length;
console.log(`\nEn moins de ${FRAME} ms : ${inTime} gestes sur ${all.length} ; médiane${written(at(all, 0.5))} ms.`);
