// The months of a resource: an amount copied down, a column pasted from a spreadsheet.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, fits } from "./clean.mjs";
import { FOYERS } from "./foyers.mjs";
import { plain } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { visit } from "./site.mjs";

/** The months of the wages of someone alone, opened. */
async function opened(width) {
  const visited = await visit(browser, site.url, { width });
  const { page } = visited;
  await FOYERS.marseille(page);
  await page.goto(`${site.url}#/questions/ressources`);
  await page.getByRole("checkbox", { name: "Salaires, vous" }).check();
  await page.getByRole("button", { name: "Les mois ont été différents" }).press("Enter");
  const months = page.getByRole("group", { name: /Salaires, vous : montant de chaque mois/ });
  const fields = months.getByRole("textbox");
  const values = () => fields.evaluateAll((all) => all.map((one) => one.value));
  const paste = async (place, text) => {
    await fields.nth(place).focus();
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      document.activeElement.dispatchEvent(event);
    }, text);
  };
  return { ...visited, months, fields, values, paste };
}

test("une colonne d'un tableur remplit les mois, et ce qui ne se lit pas reste et se dit", async () => {
  const { page, months, fields, values, paste, problems, close } = await opened(360);
  const count = await fields.count();
  assert.ok(count >= 3, `${count} mois`);
  // No rule reads October: its line takes no field, which is said, and pushes no other down.
  assert.match(plain(await months.innerText()), /octobre 2026 : ce mois ne compte pas/);
  await paste(0, "1 234,50 €\r\n\r\n\r\n900\r\n");
  assert.deepEqual((await values()).slice(0, 3), ["1 234,50 €", "", "900"]);
  assert.equal(plain(await months.getByRole("status").innerText()), "2 mois sont remplis.");
  await paste(1, "neuf cents\nseptembre\t700");
  assert.deepEqual((await values()).slice(0, 3), ["1 234,50 €", "neuf cents", "700"]);
  const said = plain(await months.getByRole("status").innerText());
  assert.equal(said, "Un mois est rempli. Un montant ne se lit pas : corrigez-le.");
  assert.match(plain(await months.innerText()), /Écrivez un nombre, par exemple 450/);
  await clean(page, "mois collés");
  await fits(page, "mois collés");
  await paste(count - 1, "100\t200\t300");
  assert.match(plain(await months.getByRole("status").innerText()), /Il n'y a plus de mois pour : 200 ; 300\./);
  assert.deepEqual(problems, []);
  await close();
});

test("un montant se recopie vers le bas, au clavier", async () => {
  const { page, fields, values, problems, close } = await opened(1280);
  await fields.nth(1).fill("850");
  await page.getByRole("button", { name: /^Recopier vers le bas/ }).nth(1).press("Enter");
  const [first, ...others] = await values();
  assert.equal(first, "");
  assert.ok(others.every((value) => value === "850"), others.join(" "));
  await clean(page, "mois recopiés");
  assert.deepEqual(problems, []);
  await close();
});
