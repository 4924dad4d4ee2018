// How many answers it takes: every field that is filled in counts, a date as one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FOYERS, dwelling } from "./foyers.mjs";
import { beginBy, births, choose, next, pick, plain, rest, results, tick, type, worth } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { visit } from "./site.mjs";

const TENANT = { postcode: "13001", rent: "450", kind: "Locataire d'un logement vide" };

/** The fields that were filled in, by what names each: the three parts of a date are one. */
async function watched(page) {
  await page.evaluate(() => {
    const filled = new Set();
    window.filled = filled;
    const heading = () => document.querySelector("#titre")?.textContent;
    const note = ({ target }) => {
      const date = target.closest(".date")?.parentElement;
      const name = date?.id || (target.type === "radio" ? target.name : target.id || target.labels?.[0]?.textContent);
      filled.add(`${heading()} / ${name}`);
    };
    document.addEventListener("input", note, true);
    document.addEventListener("change", note, true);
  });
  return () => page.evaluate(() => [...window.filled]);
}

async function counted(answer, most) {
  const { page, problems, close } = await visit(browser, site.url);
  const fields = await watched(page);
  await answer(page);
  await results(page);
  const filled = await fields();
  const text = plain(await page.locator("#contenu").innerText());
  assert.doesNotMatch(text, /Pour être plus précis/, "nothing more could change a result");
  assert.ok(filled.length >= 8, `what was filled in was seen: ${filled.length}`);
  assert.ok(filled.length <= most, `${filled.length} fields, at most ${most}:\n${filled.join("\n")}`);
  assert.deepEqual(problems, []);
  await close();
  return filled.length;
}

test("une personne seule, sans revenu, locataire : 12 réponses au plus", async (test) => {
  test.diagnostic(`${await counted(FOYERS.marseille, 12)} réponses`);
});

test("un couple qui travaille, deux enfants, locataires : 25 réponses au plus", async (test) => {
  const answer = async (page) => {
    await beginBy(page, { click: true });
    await page.getByRole("button", { name: "Ajouter un conjoint" }).click();
    await page.getByRole("button", { name: "Ajouter un enfant" }).click();
    await page.getByRole("button", { name: "Ajouter un enfant" }).click();
    await births(page, ["10/03/1988", "20/07/1989", "05/02/2016", "12/09/2019"]);
    await next(page);
    await rest(page, "Personne");
    await choose(page, /^Vous : quelle est votre situation/, "Emploi salarié");
    await choose(page, /^Votre conjoint : quelle est votre situation/, "Emploi salarié");
    await next(page);
    await pick(page, /^Vous : quelle est votre nationalité/, "Française");
    await pick(page, /^Votre conjoint : quelle est votre nationalité/, "Française");
    await next(page);
    await dwelling(page, { ...TENANT, rent: "750" });
    for (const [who, wage] of [["vous", "1450"], ["votre conjoint", "1200"]]) {
      await tick(page, `Salaires, ${who}`);
      await type(page, `Salaires, ${who}`, wage);
    }
    await rest(page, "Rien d'autre");
    await next(page);
    await pick(page, /épargne/, "Non");
    await next(page);
    assert.match(await worth(page, "Prime d'activité"), /€ par mois/);
  };
  test.diagnostic(`${await counted(answer, 25)} réponses`);
});

test("une étudiante seule, locataire : 15 réponses au plus", async (test) => {
  const answer = async (page) => {
    await beginBy(page, { click: true });
    await births(page, ["01/05/2005"]);
    await next(page);
    await pick(page, /grossesse/, "Non");
    await choose(page, /situation aujourd'hui/, "Études ou stage");
    await next(page);
    await pick(page, /nationalité/, "Française");
    await next(page);
    await dwelling(page, { ...TENANT, kind: "Locataire d'un meublé, ou chambre d'hôtel au mois" });
    await rest(page, "Rien du tout");
    await next(page);
    await pick(page, /épargne/, "Non");
    await next(page);
    // Her scholarship only matters once what she earned is known.
    await pick(page, /bourse/, "Non");
    await next(page);
  };
  test.diagnostic(`${await counted(answer, 15)} réponses`);
});
