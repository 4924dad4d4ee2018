// Every address of the site, from what the site is made of: a page more in the program is a page more to look at.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { DIST } from "./serve.mjs";

const ROOT = new URL("../../", import.meta.url);

/** A name as it stands in an address. */
function slug(name) {
  return name.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[^a-z0-9]/gi, "-").toLowerCase();
}

/** The names of the topics that the rules of a place ask about. */
async function topics(place) {
  const folder = new URL(`rules/${place}/`, ROOT);
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".regle"));
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, folder), "utf8")));
  return texts.flatMap((text) => [...text.matchAll(/^ +thème (.+)$/gm)].map(([, name]) => slug(name.trim())));
}

/** The addresses of each kind of page, by its name in the program (`www/src/route.rs`). */
export async function kinds(place = "france") {
  const benefits = await readdir(`${DIST}/aides/${place}`);
  const rights = benefits.map((file) => file.replace(/\.html$/, "")).filter((name) => name !== "index");
  // A place has letters when someone wrote them.
  const written = existsSync(new URL(`www/locales/lettres.${place}.txt`, ROOT));
  const found = {
    Start: ["#/"],
    Household: ["#/foyer"],
    Theme: [...new Set(await topics(place))].map((name) => `#/questions/${name}`),
    Results: ["#/resultats"],
    Right: rights.map((name) => `#/droits/${name}`),
    Note: ["#/note"],
    Letter: written ? rights.flatMap((name) => [`#/explications/${name}`, `#/recours/${name}`]) : [],
  };
  const source = await readFile(new URL("www/src/route.rs", ROOT), "utf8");
  const declared = source.match(/enum Route \{(.*?)\n\}/s)[1].matchAll(/^ {4}([A-Z]\w*)/gm);
  assert.deepEqual([...declared].map(([, name]) => name).sort(), Object.keys(found).sort(), "every kind of page");
  for (const [kind, addresses] of Object.entries(found)) {
    assert.ok(addresses.length > 0 || (kind === "Letter" && !written), kind);
  }
  return found;
}

export async function routes(place) {
  return Object.values(await kinds(place)).flat();
}

/** Goes to another page, and sees that it is this one: an address that the program does not know is the first page. */
export async function go(page, site, route) {
  const words = () => page.locator("#contenu").innerHTML();
  const [from, before] = [page.url(), await words()];
  await page.goto(`${site.url}${route}`);
  await page.waitForFunction(
    ([before, moves, start]) =>
      document.querySelector("#titre") &&
      !document.querySelector("[aria-busy]") &&
      (!moves || document.querySelector("#contenu").innerHTML !== before) &&
      Boolean(document.querySelector(".promises")) === start,
    [before, page.url() !== from, route === "#/"],
  );
  // The results so far come with the next picture.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}
