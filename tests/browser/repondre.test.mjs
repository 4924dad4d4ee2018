// An answer is seen at once, and what follows from it comes after; whoever is quicker loses nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { beginBy, births, next } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { visit } from "./site.mjs";

const RSA = "Revenu de solidarité active (RSA)";

test("ce qui est tapé juste avant « Entrée » compte", async () => {
  const { page, problems, close } = await visit(browser, site.url, { width: 360 });
  await beginBy(page);
  await births(page, ["01/05/199"]);
  const year = page.getByLabel("Année");
  await year.press("End");
  await Promise.all([page.keyboard.press("0"), page.keyboard.press("Enter")]);
  await page.waitForFunction(() => document.querySelector("#titre").innerText !== "Qui vit chez vous ?");
  assert.equal(await page.locator(".summary").count(), 0);
  await page.goBack();
  await year.waitFor();
  assert.equal(await year.inputValue(), "1990");
  assert.deepEqual(problems, []);
  await close();
});

test("une réponse choisie se voit avant ses suites, et ne clignote pas", async () => {
  const { page, problems, close } = await visit(browser, site.url, { width: 360 });
  await beginBy(page);
  await births(page, ["01/05/1990"]);
  await next(page);
  const [no, yes] = ["Non", "Oui"].map((answer) =>
    page.getByRole("group", { name: /grossesse/ }).getByRole("radio", { name: answer, exact: true }),
  );
  await page.evaluate(() => {
    window.seen = [];
    const look = () => {
      const ticked = document.querySelector("fieldset input[type=radio]:checked");
      window.seen.push(ticked ? ticked.closest("label").innerText.trim() : "");
      requestAnimationFrame(look);
    };
    look();
  });
  for (let time = 0; time < 3; time++) {
    await yes.check();
    await no.check();
  }
  await page.waitForTimeout(300);
  const seen = await page.evaluate(() => window.seen);
  const changes = seen.filter((answer, index) => index === 0 || answer !== seen[index - 1]);
  assert.deepEqual(changes, ["", "Oui", "Non", "Oui", "Non", "Oui", "Non"]);
  assert.deepEqual(problems, []);
  await close();
});
