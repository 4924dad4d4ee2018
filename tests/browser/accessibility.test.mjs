// The site for all: axe on every page in its states, the keyboard alone, a narrow screen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, fits } from "./clean.mjs";
import { FOYERS } from "./foyers.mjs";
import { beginBy, births, next } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { visit } from "./site.mjs";

for (const [name, scheme, width] of [
  ["clair, 1280 px", "light", 1280],
  ["sombre, 320 px", "dark", 320],
]) {
  test(`axe ne trouve rien, page après page (${name})`, { timeout: 120_000 }, async () => {
    const { page, problems, close } = await visit(browser, site.url, { width, colorScheme: scheme });
    const look = async (state) => {
      await clean(page, state);
      await fits(page, state);
    };
    await look("accueil");
    await FOYERS.lyon(page);
    await look("résultats");
    const paths = await page.evaluate(() =>
      [...document.querySelectorAll('a[href^="#/"]')].map((link) => link.getAttribute("href").split("?")[0]),
    );
    const routes = [...new Set(paths)];
    assert.ok(routes.filter((route) => route.startsWith("#/droits/")).length >= 7, "every right");
    assert.ok(routes.filter((route) => route.startsWith("#/questions/")).length >= 5, "every topic");
    for (const route of routes) {
      await page.goto(`${site.url}${route}`);
      await page.locator("#titre").waitFor();
      await fits(page, route);
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
      await look(`${route}, tout ouvert`);
    }
    assert.deepEqual(problems, []);
    await close();
  });
}

test("axe ne trouve rien là où il manque des réponses", async () => {
  const { page, close } = await visit(browser, site.url, { width: 360 });
  await beginBy(page, { click: true });
  await page.getByRole("button", { name: "Continuer", exact: true }).click();
  await clean(page, "foyer sans réponse");
  await births(page, ["31/02/1990"]);
  await page.getByRole("button", { name: "Continuer", exact: true }).click();
  await clean(page, "date impossible");
  await births(page, ["01/05/1990"]);
  await next(page);
  await page.getByRole("button", { name: "Continuer", exact: true }).click();
  await clean(page, "questions sans réponse");
  await close();
});

for (const [state, prepare] of [
  ["vide", async (page) => beginBy(page, { click: true })],
  ["à moitié connu", async (page) => {
    await beginBy(page, { click: true });
    await page.getByRole("button", { name: "Ajouter un enfant" }).click();
    await births(page, ["01/05/1990", "01/05/2018"]);
    await next(page);
  }],
]) {
  test(`axe ne trouve rien quand le foyer est ${state}, même quitté trop tôt`, { timeout: 240_000 }, async () => {
    const { page, problems, close } = await visit(browser, site.url, { width: 360 });
    await prepare(page);
    await page.goto(`${site.url}#/resultats`);
    await page.getByRole("heading", { level: 1, name: /Vos droits/ }).waitFor();
    const paths = await page.evaluate(() =>
      [...document.querySelectorAll('a[href^="#/"]')].map((link) => link.getAttribute("href").split("?")[0]),
    );
    const routes = new Set(paths);
    assert.ok(routes.size >= 9, "the routes are those that the site links to");
    for (const route of routes) {
      await page.goto(`${site.url}${route}`);
      await page.locator("#titre").waitFor();
      await clean(page, `${route}, ${state}`);
      const on = page.locator("form button[type=submit]");
      if (!(await on.count())) continue;
      await on.click();
      if (new URL(page.url()).hash === route && (await page.locator("#rappel").count())) {
        await clean(page, `${route}, ${state}, quitté trop tôt`);
      }
    }
    assert.deepEqual(problems, []);
    await close();
  });
}

test("au clavier seul : du début aux résultats", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await tabTo(page, "Commencer");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Qui vit chez vous ?" }).waitFor();
  assert.equal(await focused(page), "Qui vit chez vous ?", "the new page is announced");
  await tabTo(page, /^Jour/);
  await page.keyboard.type("1");
  await page.keyboard.press("Tab");
  await page.keyboard.type("5");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1990");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Vous et vos proches" }).waitFor();
  await tabTo(page, "Oui");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.getByRole("radio", { name: "Non" }).isChecked(), true);
  await tabTo(page, /situation aujourd'hui/);
  await page.keyboard.type("Recherche");
  await page.keyboard.press("Enter");
  await tabTo(page, "Continuer");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Nationalité et séjour" }).waitFor();
  await tabTo(page, "Française");
  await page.keyboard.press("Space");
  await tabTo(page, "Continuer");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Votre logement" }).waitFor();
  assert.equal(await focused(page), "Votre logement");
  assert.deepEqual(problems, []);
  await close();
});

test("le focus se voit, et « Aller au contenu » y mène", async () => {
  const { page, close } = await visit(browser, site.url);
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Aller au contenu");
  const outline = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return `${style.outlineStyle} ${style.outlineWidth}`;
  });
  assert.doesNotMatch(outline, /none|\b0px/);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "contenu");
  await close();
});

test("les résultats sont dits une fois, quand la personne s'arrête", async () => {
  const { page, close } = await visit(browser, site.url);
  await FOYERS.lyon(page);
  await page.goto(`${site.url}#/questions/ressources`);
  await page.locator("[aria-live=polite]").filter({ hasText: /RSA/ }).waitFor({ state: "attached" });
  const said = page.evaluate(
    () =>
      new Promise((resolve) => {
        const region = document.querySelector("[aria-live=polite]");
        const heard = [];
        new MutationObserver(() => heard.push(region.textContent)).observe(region, {
          childList: true,
          characterData: true,
          subtree: true,
        });
        setTimeout(() => resolve(heard), 5000);
      }),
  );
  await page.getByRole("textbox", { name: "Salaires, vous" }).pressSequentially("12", { delay: 300 });
  const heard = await said;
  assert.equal(heard.length, 1, heard.join(" | "));
  assert.match(heard[0], /Allocations familiales : \S/);
  await close();
});

/** Presses Tab until the focus is on what has this name. */
async function tabTo(page, name) {
  const is = (found) => (name instanceof RegExp ? name.test(found) : found === name);
  const seen = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const found = await focused(page);
    if (is(found)) return;
    seen.push(found);
  }
  assert.fail(`${name} is not reached by the keyboard; met ${seen.join(" | ")}`);
}

/** The words of what has the focus. */
function focused(page) {
  return page.evaluate(() => {
    const one = document.activeElement;
    const labels = [...(one.labels ?? [])].map((label) => label.innerText);
    const words = one.getAttribute("aria-label") ?? labels[0] ?? one.innerText ?? "";
    return words.replace(/\s+/g, " ").trim();
  });
}
