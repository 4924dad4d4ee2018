// What rights are worth at first, and once things have lasted, where that is not what they are worth now.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { clean, fits } from "./clean.mjs";
import { plain, results, worth } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { visit } from "./site.mjs";

const RSA = "Revenu de solidarité active (RSA)";

/** Opens a household of reference once it was changed, and reads its page of results. */
async function opened(name, change, width = 1280) {
  const household = JSON.parse(await readFile(new URL(`../cases/${name}.json`, import.meta.url), "utf8"));
  change(household);
  const link = `${site.url}#/ouvrir/${encodeURIComponent(JSON.stringify(household))}`;
  const visited = await visit(browser, link, { width });
  await results(visited.page);
  return { ...visited, text: plain(await visited.page.locator("#contenu").innerText()) };
}

test("le RSA des premiers mois, sans aide au logement encore, est à part", async () => {
  const { page, text, problems, close } = await opened("marseille", () => {}, 360);
  assert.equal(await worth(page, RSA), "573,49 € par mois");
  assert.match(text, /Au début, si vous ne receviez encore aucune de ces aides : 651,69 €/);
  assert.doesNotMatch(text, /si rien ne change/);
  await clean(page, "au début");
  await fits(page, "au début");
  assert.deepEqual(problems, []);
  await close();
});

test("un salaire qui vient de commencer compte en entier quatre mois plus tard", async () => {
  const { page, text, problems, close } = await opened("marseille", (household) => {
    const answers = household.personnes[0].reponses;
    answers["activité"] = "salarié";
    answers["salaire net social"] = { "2024-01": 0, "2026-09": 900 };
  });
  const now = number(await worth(page, "Prime d'activité"));
  const later = [...text.matchAll(/En mars 2027, si rien ne change [^:]*: ([\d ]+,\d\d) €/g)].map((found) => number(found[1]));
  assert.ok(later.some((amount) => amount > now), `${now} ; ${later}`);
  await clean(page, "ensuite");
  assert.deepEqual(problems, []);
  await close();
});

test("un droit qui commence bientôt se dit pour son premier mois, pas des mois après", async () => {
  const { text, problems, close } = await opened("marseille", (household) => {
    household.personnes[0].naissance = "2001-12-20";
  });
  assert.match(text, /En (décembre 2026|janvier 2027), si rien ne change [^:]*: 573,49 € par mois/);
  assert.doesNotMatch(text, /En mars 2027/, "what began has not changed since");
  assert.deepEqual(problems, []);
  await close();
});

test("une naissance attendue d'ici là : la suite n'est pas devinée", async () => {
  const { text, problems, close } = await opened("village", () => {});
  assert.match(text, /Une date que vous avez donnée arrive d'ici mars 2027 : nous ne disons pas/);
  assert.doesNotMatch(text, /si rien ne change/);
  assert.deepEqual(problems, []);
  await close();
});

/** « 1 234,50 » as a number. */
function number(words) {
  return Number(words.replace(/[^\d,]/g, "").replace(",", "."));
}
