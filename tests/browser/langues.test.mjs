// The page in another language: fetched beside the site when it is asked for, with the same answers
// and the same amounts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readdir } from "node:fs/promises";
import { FOYERS } from "./foyers.mjs";
import { heading, plain } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { DIST, serve, visit } from "./site.mjs";

const language = (page, name) => page.getByRole("button", { name, exact: true });

test("une première visite ne charge aucune autre langue", async () => {
  const { page, requests, close } = await visit(browser, site.url);
  await FOYERS.marseille(page);
  const apart = (await readdir(DIST)).filter((file) => /\.(bin|txt)$/.test(file) && !/\.fr\.|^codes-postaux/.test(file));
  assert.ok(apart.length >= 6, "the files of the languages stand beside the site");
  for (const file of apart) {
    assert.ok(!requests.some((request) => request.endsWith(`/${file}`)), file);
  }
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
  assert.deepEqual(fetched.sort(), ["france.en.bin", "mots.en.txt", "quebec.en.bin"]);

  await page.goto(`${site.url}#/droits/rsa`);
  await page.getByRole("heading", { name: "The calculation, step by step" }).waitFor();
  const right = plain(await page.locator("#contenu").innerText());
  assert.doesNotMatch(right, /Vous avez droit|Le calcul|On ajoute/);
  await page.goto(`${site.url}#/resultats`);

  await language(page, "Français facile").click();
  await page.getByRole("heading", { level: 1, name: /Vos aides en/ }).waitFor();
  assert.match(plain(await page.locator("#contenu").innerText()), /573,49 € par mois/);
  await language(page, "Français").click();
  await page.getByRole("heading", { level: 1, name: /Vos droits en/ }).waitFor();
  assert.equal(plain(await page.locator("#contenu").innerText()), french, "French says what it said");
  assert.deepEqual(problems, []);
  await close();
});

test("une langue qui n'arrive pas, ou d'une autre version : la page le dit et reste telle quelle", async (context) => {
  for (const change of [
    (file) => (file === "mots.en.txt" ? { status: 503, body: "" } : null),
    (file) => (file === "mots.en.txt" ? { status: 200, body: "0000000000000000\nAu clair" } : null),
    (file) => (file === "france.en.bin" ? { status: 200, body: "0.0.1+0\n…" } : null),
  ]) {
    const site = await serve(change);
    context.after(site.close);
    const { page, close } = await visit(browser, site.url);
    await language(page, "English").click();
    await page.getByRole("alert").filter({ hasText: "Cette langue n'a pas pu être chargée" }).waitFor();
    assert.match(await heading(page), /À quelles aides/);
    await close();
  }
});
