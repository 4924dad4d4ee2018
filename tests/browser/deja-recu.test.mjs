// What a household said it already receives, beside what the calculation finds; and whom to ask, which
// farming changes.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { clean, fits } from "./clean.mjs";
import { plain, results } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { visit } from "./site.mjs";

/** Opens the household of Marseille, once it said this of what it received, and gives the card of a right. */
async function opened(answers, right, width = 1280, children = []) {
  const household = JSON.parse(await readFile(new URL("../cases/marseille.json", import.meta.url), "utf8"));
  Object.assign(household.reponses, answers);
  household.personnes.push(...children.map((born) => ({ lien: "enfant", naissance: born })));
  const link = `${site.url}#/ouvrir/${encodeURIComponent(JSON.stringify(household))}`;
  const visited = await visit(browser, link, { width });
  const { page } = visited;
  await results(page);
  const heading = page.getByRole("heading", { name: right });
  const card = page.getByRole("article").filter({ has: heading });
  await card.getByText("Voir le calcul").waitFor();
  return { ...visited, card };
}

const RSA = "Revenu de solidarité active (RSA)";
const HOUSING = "Aide au logement";

test("ce qui est déjà reçu et que le calcul trouve est confirmé", async () => {
  const { page, card, problems, close } = await opened({ "RSA reçu": { "2026-07": 573.49 } }, RSA);
  assert.match(plain(await card.innerText()), /RSA déjà reçu, [^:]+ : 573,49 €\. Notre calcul le confirme\./);
  await clean(page, "déjà reçu, confirmé");
  assert.deepEqual(problems, []);
  await close();
});

test("ce qui diffère dit de combien, et mène à la lettre, au clavier", async () => {
  const { page, card, problems, close } = await opened({ "aides au logement reçues": 250 }, HOUSING, 360);
  const text = plain(await card.innerText());
  assert.match(text, /Aides au logement déjà reçues, septembre 2026 : 250,00 €\./);
  assert.match(text, /Notre calcul pour septembre 2026 donne 304,00 €, soit 54,00 € de plus\. Vérifiez vos réponses\./);
  await clean(page, "déjà reçu, différent");
  await fits(page, "déjà reçu, différent");
  const letter = card.getByRole("link", { name: "Demander le détail du calcul" });
  await letter.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Demander le détail du calcul" }).waitFor();
  assert.match(plain(await page.getByRole("textbox", { name: /Lettre/ }).innerText()), /mutualité sociale agricole \(MSA\)/);
  assert.deepEqual(problems, []);
  await close();
});

test("des allocations familiales se comparent sans leur contribution ; leur montant entier est reconnu", async () => {
  const children = ["2010-03-02", "2014-03-02", "2017-03-02", "2020-03-02"];
  for (const [amount, told] of [
    [542.38, /542,38 €\. Notre calcul le confirme\./],
    [618.51, /618,51 €\. C'est le montant entier de cette aide\. La question n'en demande qu'une part/],
  ]) {
    const answers = { "allocations familiales reçues": amount };
    const { page, card, problems, close } = await opened(answers, "Allocations familiales", 360, children);
    assert.match(plain(await card.innerText()), told);
    await clean(page, "déjà reçu, en partie");
    assert.deepEqual(problems, []);
    await close();
  }
});

test("ce qui n'est pas couvert ne se vérifie pas, et le dit", async () => {
  const { card, problems, close } = await opened({ zone: "outre-mer", "RSA reçu": { "2026-07": 500 } }, RSA);
  const text = plain(await card.innerText());
  assert.match(text, /RSA déjà reçu, [^:]+ : 500,00 €\. Votre situation n'est pas couverte : nous ne pouvons pas le vérifier\./);
  assert.deepEqual(problems, []);
  await close();
});

test("un métier agricole mène à la MSA, sans une question de plus", async () => {
  const { page, problems, close } = await opened({}, RSA);
  await page.goto(`${site.url}#/droits/rsa`);
  const asked = page.getByText("Une personne de votre foyer travaille dans l'agriculture ?");
  await asked.waitFor();
  const answer = page.getByText(/La mutualité sociale agricole \(MSA\) remplace la CAF/);
  assert.equal(await answer.isVisible(), false);
  await asked.focus();
  await page.keyboard.press("Enter");
  await answer.waitFor();
  await clean(page, "métier agricole");
  await page.goto(`${site.url}aides/france/rsa.html`);
  await page.getByText("Une personne de votre foyer travaille dans l'agriculture ?").click();
  await page.getByText(/remplace la CAF/).waitFor();
  await clean(page, "page du RSA");
  assert.deepEqual(problems, []);
  await close();
});
