// A link that holds a household after its #: it opens, and leaves nothing in the address.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { expected } from "./foyers.mjs";
import { results, worth } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { kept, visit } from "./site.mjs";

const link = (document) => `${site.url}#/ouvrir/${encodeURIComponent(document)}`;

test("un lien ouvre un foyer, et ses réponses ne restent pas dans l'adresse", async () => {
  const document = await readFile(new URL("../cases/lyon.json", import.meta.url), "utf8");
  const { page, problems, requests, close } = await visit(browser, link(document));
  await results(page);
  const amounts = await expected("lyon");
  assert.equal(await worth(page, "Aide au logement"), `${amounts["aides au logement"]} € par mois`);
  assert.equal(page.url(), `${site.url}#/resultats`);
  const remembered = await page.evaluate(() => history.length);
  assert.equal(remembered, 2, "a blank page and this one");
  assert.ok(requests.every((request) => !request.includes("ouvrir")), "nothing of it was sent");
  assert.deepEqual((await kept(page)).local, []);
  assert.deepEqual(problems, []);
  await close();
});

test("ce qui arrive après ne déplace rien de ce qui se voit", async () => {
  const document = await readFile(new URL("../cases/lyon.json", import.meta.url), "utf8");
  const { page, close } = await visit(browser, link(document), { width: 412 });
  await page.locator("details.report").waitFor();
  const moved = await page.evaluate(async () => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) sum += shift.value;
    }).observe({ type: "layout-shift", buffered: true });
    await new Promise((resolve) => setTimeout(resolve, 300));
    return sum;
  });
  assert.ok(moved < 0.01, `${moved}`);
  await close();
});

test("un lien s'ouvre aussi dans une page déjà ouverte, et rien ne reste dans l'adresse", async () => {
  const document = await readFile(new URL("../cases/lyon.json", import.meta.url), "utf8");
  const { page, problems, close } = await visit(browser, site.url);
  await page.getByRole("button", { name: "Commencer" }).waitFor();
  await page.evaluate((link) => void setTimeout(() => location.assign(link)), link(document));
  await results(page);
  const amounts = await expected("lyon");
  assert.equal(await worth(page, "Aide au logement"), `${amounts["aides au logement"]} € par mois`);
  assert.equal(page.url(), `${site.url}#/resultats`);
  // Answers that would be lost: the browser asks before it opens another household.
  await page.goto(`${site.url}#/foyer`);
  // Browsers ask only who touched the page.
  const name = page.getByRole("textbox", { name: /Prénom/ }).first();
  await name.click();
  await name.pressSequentially("Camille");
  const asked = page.waitForEvent("dialog");
  await page.evaluate((link) => void setTimeout(() => location.assign(link)), link(document));
  const dialog = await asked;
  assert.equal(dialog.type(), "beforeunload");
  await dialog.dismiss();
  await page.goto(`${site.url}#/foyer`);
  assert.equal(await name.inputValue(), "Camille");
  assert.deepEqual(problems, []);
  await close();
});

test("un lien abîmé est refusé avec des mots", async () => {
  const { page, problems, close } = await visit(browser, link('{"format": "autre"'));
  await page.getByRole("alert").first().waitFor();
  await page.getByRole("button", { name: "Commencer" }).waitFor();
  assert.deepEqual(problems, []);
  await close();
});
