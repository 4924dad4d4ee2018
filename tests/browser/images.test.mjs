// Every screen, on a telephone and on a desk, as it was looked at: see pictures.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FOYERS } from "./foyers.mjs";
import { beginBy, births, results } from "./form.mjs";
import { drawsAlike, looks } from "./pictures.mjs";
import { go } from "./routes.mjs";
import { browser, site } from "./served.mjs";
import { serve, visit } from "./site.mjs";

/** Pages that need no program; the others of their kind are made alike. */
const PLAIN = [
  "aides/index.html",
  "aides/france/rsa.html",
  "confidentialite.html",
  "accessibilite.html",
  "mentions.html",
  "glossaire.html",
  "signaler.html",
];

/** Where the pages are, as the site links to them. */
function routes(page) {
  return page.evaluate(() => {
    const links = [...document.querySelectorAll('a[href^="#/"]')];
    return [...new Set(links.map((link) => link.getAttribute("href").split("?")[0]))];
  });
}

const named = (route) => route.replace("#/", "").replaceAll("/", "-") || "accueil";

for (const width of [360, 1280]) {
  test(`chaque page est telle qu'on l'a regardée, à ${width} px`, { timeout: 300_000 }, async (context) => {
    if (!(await drawsAlike(browser))) {
      context.skip("this machine has other fonts than those of the pictures");
      return;
    }
    const { page, problems, close } = await visit(browser, site.url, { width });
    await looks(page, `accueil-${width}`);
    await beginBy(page, { click: true });
    await looks(page, `foyer-vide-${width}`);
    await page.getByRole("button", { name: "Continuer", exact: true }).click();
    await page.locator("#rappel").waitFor();
    await looks(page, `foyer-incomplet-${width}`);
    await page.goto(`${site.url}#/resultats`);
    await results(page);
    await looks(page, `resultats-sans-reponses-${width}`);
    await close();

    const lyon = await visit(browser, site.url, { width });
    await FOYERS.lyon(lyon.page);
    await looks(lyon.page, `resultats-${width}`);
    const found = (await routes(lyon.page)).filter((route) => !["#/", "#/resultats"].includes(route));
    await lyon.page.goto(`${site.url}#/droits/rsa`);
    await lyon.page.locator("#titre").waitFor();
    const letters = (await routes(lyon.page)).filter((route) => /#\/(explications|recours)\//.test(route));
    assert.equal(letters.length, 2);
    for (const route of [...found, ...letters]) {
      await lyon.page.goto(`${site.url}${route}`);
      await lyon.page.locator("#titre").waitFor();
      await looks(lyon.page, `${named(route)}-${width}`);
    }
    for (const file of PLAIN) {
      await lyon.page.goto(`${site.url}${file}`);
      await looks(lyon.page, `${file.replaceAll("/", "-").replace(".html", "")}-${width}`);
    }
    assert.deepEqual([...problems, ...lyon.problems], []);
    await lyon.close();
  });
}

/** States that no address leads to. */
for (const width of [360, 1280]) {
  test(`ce qui ne se voit qu'à certains moments est tel qu'on l'a regardé, à ${width} px`, async (context) => {
    if (!(await drawsAlike(browser))) {
      context.skip("this machine has other fonts than those of the pictures");
      return;
    }
    const broken = await serve((file) => (file.endsWith(".wasm") ? { status: 503, body: "" } : null));
    context.after(broken.close);
    const stuck = await visit(browser, broken.url, { width, ready: false });
    await stuck.page.getByRole("heading", { name: "Le site n'a pas pu démarrer" }).waitFor();
    await looks(stuck.page, `demarrage-manque-${width}`);
    await stuck.close();

    const { page, problems, close } = await visit(browser, site.url, { width });
    await FOYERS.lyon(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await looks(page, `resultats-sombre-${width}`);
    await page.emulateMedia({ colorScheme: "light" });
    await page.getByRole("button", { name: "English", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: /Your rights/ }).waitFor();
    await looks(page, `resultats-anglais-${width}`);
    await page.getByRole("button", { name: "Français", exact: true }).click();
    await results(page);
    await page.getByRole("button", { name: "Tout effacer" }).click();
    await page.getByRole("button", { name: "Oui, tout effacer" }).waitFor();
    await looks(page, `effacer-${width}`);
    await page.getByRole("button", { name: "Non, les garder" }).click();
    await go(page, site, "#/note");
    await looks(page, `note-${width}`);
    await go(page, site, "#/questions/ressources");
    await page.getByRole("button", { name: "Les mois ont été différents" }).first().click();
    await page.getByRole("group", { name: /mois/i }).first().waitFor();
    await looks(page, `mois-ouverts-${width}`);
    await close();

    const quebec = await visit(browser, site.url, { width });
    await quebec.page.getByRole("radio", { name: "Québec" }).check();
    await beginBy(quebec.page, { click: true });
    await quebec.page.getByRole("button", { name: "Ajouter un enfant" }).click();
    await births(quebec.page, ["10/03/1988", "05/02/2016"]);
    await go(quebec.page, site, "#/resultats");
    await looks(quebec.page, `resultats-quebec-${width}`);
    await quebec.close();
    assert.deepEqual([...problems, ...quebec.problems], []);
  });
}
