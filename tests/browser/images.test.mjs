// Every screen, on a telephone and on a desk, as it was looked at: see pictures.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FOYERS } from "./foyers.mjs";
import { beginBy } from "./form.mjs";
import { drawsAlike, looks } from "./pictures.mjs";
import { browser, site } from "./served.mjs";
import { visit } from "./site.mjs";

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
    await page.getByRole("heading", { level: 1, name: /Vos droits/ }).waitFor();
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
