// Nobody has to know: each question, and each list, can be left unknown.

import assert from "node:assert/strict";
import { test } from "node:test";
import { beginBy, births, next, results } from "./form.mjs";
import { go, kinds } from "./routes.mjs";
import { browser, site } from "./served.mjs";
import { visit } from "./site.mjs";

test("« je ne sais pas » se dit à chaque page de questions, et mène jusqu'aux résultats", async (context) => {
  const { page, problems, close } = await visit(browser, site.url);
  await beginBy(page, { click: true });
  await page.getByRole("button", { name: "Ajouter un conjoint" }).click();
  await page.getByRole("button", { name: "Ajouter un enfant" }).click();
  await births(page, ["10/03/1988", "20/07/1989", "05/02/2016"]);
  await next(page);
  const { Theme } = await kinds();
  for (const route of Theme) {
    await go(page, site, route);
    // What is said may ask for more: what is left is read again each time.
    let said = 0;
    for (;;) {
      const boxes = page.getByLabel(/^Je ne sais pas/).and(page.locator("input:not(:checked)"));
      const lists = page.locator("select").filter({ has: page.locator("option:checked", { hasText: /^Choisissez$/ }) });
      if (await boxes.count()) await boxes.first().check();
      else if (await lists.count()) await lists.first().selectOption({ label: "Je ne sais pas" });
      else break;
      said += 1;
      assert.ok(said < 60, `${route} : nobody ends`);
      await page.waitForTimeout(100);
    }
    assert.ok(said > 0, `${route} : one may not know`);
    await page.getByRole("button", { name: /^(Continuer|Voir les résultats)$/ }).first().click();
    await page.waitForFunction(
      (route) => location.hash !== route || document.querySelector("#rappel"),
      route,
    );
    assert.equal(await page.locator("#rappel").count(), 0, `${route} : each question can be left unknown`);
    context.diagnostic(`${route} : ${said} fois`);
  }
  await page.goto(`${site.url}#/resultats`);
  await results(page);
  assert.deepEqual(problems, []);
  await close();
});
