// axe on every page of the program, whatever is known of the household, by day and by night; and where it
// says what is missing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, fits } from "./clean.mjs";
import { FOYERS } from "./foyers.mjs";
import { beginBy, births, next } from "./form.mjs";
import { go, kinds } from "./routes.mjs";
import { browser, site } from "./served.mjs";
import { serve, visit } from "./site.mjs";

/** Someone who says nothing. */
const empty = (page) => beginBy(page, { click: true });

/** A parent and a child of whom only the ages are known. */
async function partial(page) {
  await empty(page);
  await page.getByRole("button", { name: "Ajouter un enfant" }).click();
  await births(page, ["01/05/1990", "01/05/2018"]);
  await next(page);
}

/** Someone in Québec who says nothing. */
async function quebec(page) {
  await page.getByRole("radio", { name: "Québec" }).check();
  await empty(page);
}

/** A household that is known, read in English. */
async function english(page) {
  await FOYERS.marseille(page);
  await page.getByRole("button", { name: "English", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: /Your rights/ }).waitFor();
}

/** Pages of one kind are made alike: where they are not all looked at, one is. */
const BRIEF = ["#/explications/rsa", "#/recours/rsa"];

for (const { name, answer, place = "france", scheme = "light", width, brief = false, misses = () => [] } of [
  { name: "tout est su, clair, 1280 px", answer: FOYERS.lyon, width: 1280 },
  { name: "tout est su, sombre, 320 px", answer: FOYERS.lyon, scheme: "dark", width: 320, brief: true },
  { name: "rien n'est su, clair, 360 px", answer: empty, width: 360, misses: (asks) => asks },
  {
    name: "la moitié est sue, sombre, 360 px",
    answer: partial,
    scheme: "dark",
    width: 360,
    brief: true,
    misses: (asks) => asks.filter((route) => route !== "#/foyer"),
  },
  { name: "Québec, clair, 360 px", answer: quebec, place: "quebec", width: 360, misses: () => ["#/foyer"] },
  { name: "anglais, sombre, 1280 px", answer: english, scheme: "dark", width: 1280, brief: true },
]) {
  test(`axe ne trouve rien, page après page : ${name}`, { timeout: 240_000 }, async () => {
    const { page, problems, close } = await visit(browser, site.url, { width, colorScheme: scheme });
    await clean(page, "accueil");
    await answer(page);
    const { Letter, ...others } = await kinds(place);
    const letters = brief ? Letter.filter((route) => BRIEF.includes(route)) : Letter;
    const missed = [];
    for (const route of [...Object.values(others).flat(), ...letters]) {
      await go(page, site, route);
      await fits(page, `${route}, ${name}`);
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
      await clean(page, `${route}, ${name}`);
      // Who goes on without answering is told what is missing.
      const on = page.locator("form button[type=submit]");
      if (!(await on.count())) continue;
      await on.click();
      await page.waitForFunction(
        (route) => location.hash !== route || document.querySelector("#rappel"),
        route,
      );
      if (new URL(page.url()).hash !== route) continue;
      await clean(page, `${route}, ${name}, quittée trop tôt`);
      missed.push(route);
    }
    const asks = [...others.Household, ...others.Theme];
    assert.deepEqual(missed.sort(), misses(asks).sort(), "the pages that say what is missing");
    assert.deepEqual(problems, []);
    await close();
  });
}

test("axe ne trouve rien quand le site ne démarre pas, ni devant une date impossible ou un effacement", async () => {
  const broken = await serve((file) => (file.endsWith(".wasm") ? { status: 503, body: "" } : null));
  const stuck = await visit(browser, broken.url, { ready: false, width: 360 });
  await stuck.page.getByRole("heading", { name: "Le site n'a pas pu démarrer" }).waitFor();
  await clean(stuck.page, "le site ne démarre pas");
  await stuck.close();
  await broken.close();

  const { page, close } = await visit(browser, site.url, { width: 360 });
  await empty(page);
  await births(page, ["31/02/1990"]);
  await page.getByRole("button", { name: "Continuer", exact: true }).click();
  await page.getByRole("textbox", { name: "Jour" }).and(page.locator("[aria-invalid=true]")).waitFor();
  await clean(page, "date impossible");
  await births(page, ["01/05/1990"]);
  await page.goto(`${site.url}#/resultats`);
  await page.getByRole("button", { name: "Tout effacer" }).click();
  await page.getByRole("button", { name: "Oui, tout effacer" }).waitFor();
  await clean(page, "tout effacer ?");
  await close();
});
