// The pages that need no program: read without JavaScript, linked from the first page, clean.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readdir, readFile } from "node:fs/promises";
import { clean, fits } from "./clean.mjs";
import { plain } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { DIST, visit } from "./site.mjs";

/** Every page beside the program, those of rules left to `auclair doc` and its own test. */
async function pages() {
  const files = await readdir(DIST, { recursive: true });
  return files.filter((file) => file.endsWith(".html") && file !== "index.html" && !file.startsWith("regles/")).sort();
}

test("la première page se lit avant le programme, et mène aux pages des aides", async () => {
  const { page, close } = await visit(browser, site.url, { ready: false, javaScriptEnabled: false });
  const text = plain(await page.locator("#app").innerText());
  assert.match(text, /À quelles aides avez.vous droit/);
  assert.match(text, /Une estimation, pas une décision/);
  assert.match(text, /Ce qu'il ne calcule pas encore/);
  assert.match(text, /JavaScript est désactivé/);
  const links = await page.locator("#app a[href]").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const beside = links.filter((link) => link.endsWith(".html"));
  assert.ok(beside.filter((link) => link.startsWith("aides/france/")).length >= 7, "every benefit");
  for (const link of new Set(beside)) {
    const response = await page.goto(new URL(link, site.url).href);
    assert.equal(response.status(), 200, link);
  }
  await close();
});

test("l'accueil dit les mêmes mots avant et après l'arrivée du programme", async () => {
  const before = await visit(browser, site.url, { ready: false, javaScriptEnabled: false });
  const words = (page) => page.locator(".promises, .scope, h1, .lead, .foot").allInnerTexts();
  const early = await words(before.page);
  await before.close();
  const { page, problems, close } = await visit(browser, site.url);
  assert.deepEqual(await words(page), early);
  assert.deepEqual(problems, []);
  await close();
});

for (const [name, scheme, width] of [
  ["clair, 1280 px", "light", 1280],
  ["sombre, 320 px", "dark", 320],
]) {
  test(`les pages sans programme : axe ne trouve rien, rien ne déborde (${name})`, async () => {
    const found = await pages();
    assert.ok(found.length >= 13, found.join(" "));
    // Benefits are written alike: by dark, one is enough.
    const other = (file) => file.startsWith("aides/france/") && !file.endsWith("/rsa.html");
    for (const file of found.filter((file) => scheme === "light" || !other(file))) {
      const { page, problems, requests, close } = await visit(browser, site.url + file, {
        width,
        colorScheme: scheme,
        ready: false,
      });
      await fits(page, file);
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
      await clean(page, file);
      assert.deepEqual(problems, [], file);
      assert.ok(requests.every((request) => request.startsWith(site.url)), requests.join(" "));
      await close();
    }
  });
}

test("une page d'aide dit les conditions, les chiffres, la loi, des exemples et les démarches", async () => {
  const { page, close } = await visit(browser, `${site.url}aides/france/rsa.html`, { ready: false });
  const text = plain(await page.locator("main").innerText());
  for (const words of [
    "Comment la demander",
    "Au guichet",
    "3230",
    "Si vous n'êtes pas d'accord",
    "Il faut avoir 25 ans".toLowerCase(),
    "Montant garanti à une personne seule : 651,69 € par mois",
    "Ce que ce site ne calcule pas",
  ]) {
    assert.ok(text.includes(words), words);
  }
  const examples = await page.locator("article").all();
  assert.ok(examples.length >= 4);
  // An example adds up: its steps make the amount of its sentence.
  let sums = 0;
  for (const one of examples) {
    const example = plain(await one.innerText());
    const amount = example.match(/Vous avez droit à ([\d ]+,\d\d) €/)?.[1];
    if (!amount) continue;
    const steps = (await one.locator(".sums td").allInnerTexts()).map((step) => cents(plain(step).replace(" €", "")));
    assert.ok(steps.length > 0, example);
    assert.equal(steps.reduce((sum, step) => sum + step, 0), cents(amount), example);
    sums += 1;
  }
  assert.ok(sums > 0, "an example has an amount");
  await page.getByRole("link", { name: "Calculer pour mon foyer" }).click();
  await page.locator("#titre").waitFor();
  await close();
});

test("une page qui n'a pas de source pour une démarche le dit", async () => {
  const html = await readFile(`${DIST}/aides/france/complement-familial.html`, "utf8");
  assert.match(html, /À sourcer : courrier/);
});

function cents(words) {
  return Number(words.replace("−", "-").replace(/[ ,]/g, ""));
}
