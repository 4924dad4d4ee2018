// The sentences that explain results come once the program runs. When they do not: the amounts are
// there, the page says what is missing, nothing is explained or printed by halves, and one can ask again.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { FOYERS } from "./foyers.mjs";
import { heading, plain, results } from "./form.mjs";
import { browser } from "./served.mjs";
import { serve, unsealed, visit } from "./site.mjs";

const text = async (page) => plain(await page.locator("#contenu").innerText());

test("sans les phrases qui expliquent, les montants restent, et le manque se dit et se répare", async (context) => {
  let missing = true;
  const site = await serve((file) => (missing && file === "phrases.fr.bin" ? { status: 503, body: "" } : null));
  context.after(site.close);
  const { page, close } = await visit(browser, site.url, { width: 360 });
  await FOYERS.marseille(page);
  const notice = page.getByRole("status").filter({ hasText: "ne sont pas encore arrivées" });
  await notice.waitFor();
  assert.match(await text(page), /573,49 € par mois/);
  await page.goto(`${site.url}#/droits/rsa`);
  await page.getByRole("heading", { level: 1, name: /RSA|Revenu de solidarité/ }).waitFor();
  for (const explained of ["#/droits/rsa", "#/note", "#/recours/rsa", "#/explications/rsa"]) {
    await page.goto(site.url + explained);
    await page.locator("#titre").waitFor();
    assert.match(await heading(page), /^[^…]+$/, explained);
    await notice.waitFor();
    assert.doesNotMatch(await text(page), /78,20 €|…\s*…/, "nothing is explained or printed by halves");
  }
  missing = false;
  await page.getByRole("button", { name: "Les demander de nouveau" }).click();
  await page.getByRole("textbox").waitFor();
  assert.equal(await notice.count(), 0);
  await page.goto(`${site.url}#/droits/rsa`);
  await page.getByRole("heading", { name: /étape par étape/ }).waitFor();
  assert.match(await text(page), /78,20 €/);
  await close();
});

test("des phrases d'une autre version ne se montrent pas", async (context) => {
  const older = (file) => (file === "phrases.fr.bin" ? { status: 200, body: "0.0.1+0\n…" } : null);
  const site = await serve(unsealed(older));
  context.after(site.close);
  const { page, problems, close } = await visit(browser, site.url);
  await FOYERS.marseille(page);
  await page.getByRole("button", { name: "Les demander de nouveau" }).waitFor();
  assert.match(await text(page), /573,49 € par mois/);
  assert.deepEqual(problems, []);
  await close();
});

/** Opens the results of a household from a link, where the sentences take this long to come. */
async function opened(context, wait) {
  let asked = 0;
  const site = await serve(async (file) => {
    if (file !== "phrases.fr.bin") return null;
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, wait));
    return null;
  });
  context.after(site.close);
  const household = await readFile(new URL("../cases/marseille.json", import.meta.url), "utf8");
  const link = `${site.url}#/ouvrir/${encodeURIComponent(household)}`;
  const visited = await visit(browser, link, { ready: false });
  const notices = visited.page.getByRole("status").filter({ hasText: "ne sont pas encore arrivées" });
  await results(visited.page);
  return { ...visited, notice: await notices.count(), asked: () => asked };
}

test("qui arrive droit aux résultats les voit avec leurs phrases", async (context) => {
  const { page, problems, notice, asked, close } = await opened(context, 600);
  assert.equal(notice, 0);
  assert.match(await text(page), /Vous avez droit à 573,49 €/);
  assert.equal(asked(), 1);
  assert.deepEqual(problems, []);
  await close();
});

test("si elles tardent, les montants n'attendent pas, et elles ne sont demandées qu'une fois", async (context) => {
  const { page, problems, notice, asked, close } = await opened(context, 5000);
  assert.equal(notice, 1);
  assert.match(await text(page), /573,49 € par mois/);
  await page.getByRole("button", { name: "Les demander de nouveau" }).click();
  await page.getByText("Vous avez droit à 573,49 €").waitFor();
  assert.equal(asked(), 1);
  assert.deepEqual(problems, []);
  await close();
});
