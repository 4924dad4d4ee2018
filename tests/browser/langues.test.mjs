// The page in another language: fetched beside the site when it is asked for, with the same answers
// and the same amounts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { FOYERS } from "./foyers.mjs";
import { heading, plain, results } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { DIST, serve, unsealed, visit } from "./site.mjs";

const language = (page, name) => page.getByRole("button", { name, exact: true });

test("qui ne commence pas ne charge aucune phrase ; qui commence, celles en français seulement", async () => {
  const { page, requests, close } = await visit(browser, site.url);
  const apart = (await readdir(DIST)).filter((file) => file.endsWith(".bin"));
  assert.deepEqual(apart.sort(), ["codes-postaux.bin", "phrases.en.bin", "phrases.facile.bin", "phrases.fr.bin"]);
  const loaded = () => apart.filter((file) => requests.some((request) => request.endsWith(`/${file}`)));
  // Longer than it takes for the rules to be laid out while the first page is read.
  await page.waitForTimeout(2_000);
  assert.deepEqual(loaded(), []);
  await FOYERS.marseille(page);
  assert.deepEqual(loaded(), ["codes-postaux.bin", "phrases.fr.bin"]);
  await close();
});

test("changer de langue garde les réponses et les montants, et ne charge que des fichiers du site", async () => {
  const { page, problems, requests, close } = await visit(browser, site.url, { width: 360 });
  await FOYERS.marseille(page);
  const french = plain(await page.locator("#contenu").innerText());
  const before = requests.length;
  await language(page, "English").click();
  await page.getByRole("heading", { level: 1, name: /Your rights in November\s2026/ }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  const english = plain(await page.locator("#contenu").innerText());
  assert.match(english, /€573\.49 per month/);
  assert.match(english, /This is an estimate, not a decision/);
  assert.match(english, /Rent/, "the answers are told in English too");
  const words = english.match(/\b(?:vous|vos|votre|pour|avec|loyer|réponses)\b/gi) ?? [];
  assert.deepEqual(words, [], "no French sentence is left");
  const fetched = requests.slice(before).map((request) => request.replace(site.url, ""));
  assert.deepEqual(fetched.sort(), ["phrases.en.bin"]);

  await page.goto(`${site.url}#/droits/rsa`);
  await page.getByRole("heading", { name: "The calculation, step by step" }).waitFor();
  const right = plain(await page.locator("#contenu").innerText());
  assert.doesNotMatch(right, /Vous avez droit|Le calcul|On ajoute/);
  await page.goto(`${site.url}#/resultats`);

  await language(page, "Français facile").click();
  await page.getByRole("heading", { level: 1, name: /Vos aides en/ }).waitFor();
  assert.match(plain(await page.locator("#contenu").innerText()), /573,49 € par mois/);
  await language(page, "Français").click();
  await results(page);
  assert.equal(plain(await page.locator("#contenu").innerText()), french, "French says what it said");
  assert.deepEqual(problems, []);
  await close();
});

test("une langue qui n'arrive pas, ou d'une autre version : la page le dit et reste telle quelle", async (context) => {
  const whole = await readFile(join(DIST, "phrases.en.bin"));
  const older = Buffer.from(whole);
  older.write("9", 4);
  for (const change of [
    (file) => (file === "phrases.en.bin" ? { status: 503, body: "" } : null),
    (file) => (file === "phrases.en.bin" ? { status: 200, body: "0.0.1+0\n…" } : null),
    (file) => (file === "phrases.en.bin" ? { status: 200, body: older } : null),
    (file) => (file === "phrases.en.bin" ? { status: 200, body: whole.subarray(0, -1) } : null),
  ]) {
    const site = await serve(unsealed(change));
    context.after(site.close);
    const { page, close } = await visit(browser, site.url);
    await language(page, "English").click();
    await page.getByRole("alert").filter({ hasText: "Cette langue n'a pas pu être chargée" }).waitFor();
    assert.match(await heading(page), /À quelles aides/);
    await close();
  }
});
