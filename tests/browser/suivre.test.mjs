// A number in an explanation leads to where it comes from: its line of the whole calculation, opened.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clean } from "./clean.mjs";
import { FOYERS } from "./foyers.mjs";
import { plain, results } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { visit } from "./site.mjs";

const digits = (words) => plain(words).replace(/[^\d,]/g, "");

/** Where the focus is, and whether it can be seen. */
function focused(page) {
  return page.evaluate(() => {
    const { activeElement: element } = document;
    const { top, bottom } = element.getBoundingClientRect();
    const unfolded = element.closest("details")?.open ?? true;
    const formula = element.parentElement.querySelector(":scope > .formula")?.innerText ?? "";
    return { words: element.innerText, formula, unfolded, seen: top < innerHeight && bottom > 0 };
  });
}

test("chaque nombre souligné mène à la ligne qui vaut autant, ouverte, et l'on en revient", async () => {
  const { page, problems, close } = await visit(browser, site.url, { width: 360 });
  await FOYERS.lyon(page);
  await page.getByRole("link", { name: /calcul.*Prime d'activité/ }).click();
  await page.getByRole("heading", { name: /étape par étape/ }).waitFor();
  for (const folded of await page.locator("#contenu details:not(.tree details) > summary").all()) {
    if (await folded.isVisible()) await folded.click();
  }
  const numbers = page.locator(".calculation a.value, .lead a.value, .conditions a.value");
  const count = await numbers.count();
  assert.ok(count >= 10, `${count} numbers`);
  for (let place = 0; place < count; place++) {
    const number = numbers.nth(place);
    const words = await number.innerText();
    await number.scrollIntoViewIfNeeded();
    const scrolled = await page.evaluate(() => scrollY);
    await number.click();
    await page.waitForFunction(() => document.activeElement?.closest(".tree"));
    const line = await focused(page);
    assert.ok(line.unfolded && line.seen, `${words}: ${JSON.stringify(line)}`);
    // The distance to a condition leads to the comparison that it comes from.
    const tells = digits(line.words).includes(digits(words)) || /[<>≤≥=]/.test(line.formula);
    assert.ok(tells, `${words} leads to ${line.words}`);
    await page.goBack();
    await page.waitForFunction(() => !location.hash.includes("?"));
    if (place === 0) {
      await page.waitForTimeout(200);
      const back = await page.evaluate(() => scrollY);
      assert.ok(Math.abs(back - scrolled) < 400, `from ${scrolled} back to ${back}`);
    }
  }
  assert.deepEqual(problems, []);
  await close();
});

test("les nombres d'un refus, d'une réserve et de la loi mènent aussi à leur ligne", async () => {
  const { page, problems, close } = await visit(browser, site.url, { width: 360 });
  await FOYERS.lyon(page);
  for (const [right, where, least] of [
    [/calcul.*Allocation de base/, ".lead, .conditions", 4],
    [/calcul.*Allocations familiales/, ".caveats, .law", 3],
  ]) {
    await page.getByRole("link", { name: right }).click();
    await page.getByRole("heading", { name: /étape par étape/ }).waitFor();
    for (const folded of await page.locator("#contenu details.law > summary").all()) await folded.click();
    const numbers = page.locator(where).locator("a.value");
    const count = await numbers.count();
    assert.ok(count >= least, `${count} numbers`);
    for (let place = 0; place < count; place++) {
      const words = await numbers.nth(place).innerText();
      await numbers.nth(place).click();
      await page.waitForFunction(() => document.activeElement?.closest(".tree"));
      const line = await focused(page);
      assert.ok(line.unfolded && line.seen, `${words}: ${JSON.stringify(line)}`);
      await page.goBack();
      await page.waitForFunction(() => !location.hash.includes("?"));
    }
    await clean(page, "un droit expliqué, nombres soulignés");
    await page.goBack();
    await results(page);
  }
  assert.deepEqual(problems, []);
  await close();
});

test("au clavier : « Entrée » sur un nombre ouvre sa ligne, qui prend le focus", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await FOYERS.marseille(page);
  await page.goto(`${site.url}#/droits/rsa`);
  await page.getByRole("heading", { name: /étape par étape/ }).waitFor();
  const number = page.locator(".calculation a.value").first();
  const words = await number.innerText();
  await number.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.closest(".tree"));
  const line = await focused(page);
  assert.ok(digits(line.words).includes(digits(words)), `${words} leads to ${line.words}`);
  assert.deepEqual(problems, []);
  await close();
});
