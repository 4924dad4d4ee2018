// An answer is seen at once, and what follows from it comes after; whoever is quicker loses nothing. The list
// of postcodes comes once the program runs: without it, a zone is chosen by hand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { alone, dwelling } from "./foyers.mjs";
import { beginBy, births, next, pick, rest, type, worth } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { serve, visit } from "./site.mjs";

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

test("sans la liste des codes postaux, la zone se choisit, et les montants sont là", async (context) => {
  const missing = await serve((file) => (file === "codes-postaux.bin" ? { status: 503, body: "" } : null));
  context.after(missing.close);
  const { page, close } = await visit(browser, missing.url, { width: 360 });
  await alone(page);
  assert.equal(await page.getByRole("textbox", { name: "Code postal" }).count(), 0);
  const choice = page.getByRole("checkbox", { name: "Je préfère choisir la zone" });
  assert.equal(await choice.count(), 0, "there is no choice to undo");
  await dwelling(page, { zone: /Zone 2/i, rent: "450", kind: "Locataire d'un logement vide" });
  await rest(page, "Rien du tout");
  await next(page);
  await pick(page, /épargne/, "Non");
  await next(page);
  assert.equal(await worth(page, RSA), "573,49 € par mois");
  await close();
});

test("la liste d'un autre zonage n'est pas lue", async (context) => {
  const other = await serve((file) =>
    file === "codes-postaux.bin" ? { status: 200, body: "zonage de 1978\n0\n\n" } : null,
  );
  context.after(other.close);
  const { page, problems, close } = await visit(browser, other.url);
  await alone(page);
  await page.waitForLoadState("networkidle");
  await page.getByRole("radio", { name: /Zone 2/i }).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "Code postal" }).count(), 0);
  assert.deepEqual(problems, []);
  await close();
});

test("la liste qui tarde prend sa place dès qu'elle arrive", async (context) => {
  let arrive;
  const arrived = new Promise((resolve) => { arrive = resolve; });
  const late = await serve(async (file) => {
    if (file === "codes-postaux.bin") await arrived;
    return null;
  });
  context.after(late.close);
  const { page, problems, close } = await visit(browser, late.url);
  await alone(page);
  await page.getByRole("radio", { name: /Zone 2/i }).waitFor();
  arrive();
  await type(page, "Code postal", "13001");
  await page.locator("p.found", { hasText: /zone 2/ }).waitFor();
  assert.deepEqual(problems, []);
  await close();
});
