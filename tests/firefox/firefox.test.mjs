// The site in Firefox: it starts, computes to the cent, is used with the keyboard, and comes back
// without a network; it refuses a program that was changed on the way. The rest is tried in Chromium (tests/browser).

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import puppeteer from "puppeteer-core";
import { DIST, serve } from "../browser/serve.mjs";

const HOUSEHOLD = fileURLToPath(new URL("../cases/marseille.json", import.meta.url));

/** The words of the page, with plain spaces. */
async function words(page) {
  const text = await page.$eval("body", (body) => body.innerText);
  return text.replace(/[\u00a0\u202f]/g, " ");
}

function launch() {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
  });
}

test("Firefox : un foyer enregistré donne ses montants, et la seconde visite se passe de réseau", async () => {
  const site = await serve();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const problems = [];
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(site.url);
    await page.waitForSelector("#titre");

    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.innerText), "Aller au contenu");

    const file = await page.waitForSelector("input[type=file]");
    await file.uploadFile(HOUSEHOLD);
    await page.waitForFunction(() => location.hash === "#/resultats");
    const results = await words(page);
    assert.match(results, /Aide au logement/);
    assert.match(results, /308,00 €/);
    await page.evaluate(() => { location.hash = "#/droits/rsa"; });
    await page.waitForFunction(() => document.querySelector("#titre")?.innerText.includes("RSA"));
    assert.match(await words(page), /573,49 €/);
    assert.deepEqual(problems, []);

    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await site.close();
    const again = await browser.newPage();
    await again.goto(site.url);
    await again.waitForSelector("#titre");
  } finally {
    await browser.close();
    await site.close();
  }
});

test("Firefox : ce qui a été modifié en chemin n'est pas exécuté", async (context) => {
  const browser = await launch();
  context.after(() => browser.close());
  const files = await readdir(DIST);
  for (const [pattern, type, says] of [
    [/\.wasm$/, "application/wasm", true],
    // What says that the program did not come is not there either.
    [/^boot.*\.js$/, "text/javascript", false],
    [/^offline.*\.js$/, "text/javascript", null],
  ]) {
    const name = files.find((file) => pattern.test(file));
    const more = type === "text/javascript" ? "\nglobalThis.tampered = true;" : "\n";
    const body = Buffer.concat([await readFile(`${DIST}/${name}`), Buffer.from(more)]);
    let sent = false;
    const site = await serve((file) => {
      if (file !== name) return null;
      sent = true;
      return { status: 200, body, type };
    });
    context.after(site.close);
    const page = await browser.newPage();
    await page.goto(site.url);
    if (says) await page.waitForFunction(() => document.querySelector("#failed")?.hidden === false);
    else await new Promise((resolve) => setTimeout(resolve, 3000));
    assert.ok(sent, name);
    assert.equal(await page.evaluate(() => globalThis.tampered === true), false, name);
    assert.equal(await page.evaluate(() => document.querySelector("#titre") !== null), says === null, name);
    await page.close();
  }
});
