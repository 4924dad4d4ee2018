// What is printed: a note with everything that was found, and letters that are filled in from the
// calculation and keep nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, fits } from "./clean.mjs";
import { FOYERS } from "./foyers.mjs";
import { plain, worth } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { kept, visit } from "./site.mjs";

/** How many pages of A4 the page makes, and that it makes some. */
async function sheets(page) {
  const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
  return [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length;
}

test("« Imprimer » montre une note avec tout, en noir sur blanc, et l'imprime", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await FOYERS.lyon(page);
  await page.evaluate(() => {
    window.printed = 0;
    window.print = () => window.printed++;
  });
  const rsa = await worth(page, "Revenu de solidarité active (RSA)");
  await page.getByRole("button", { name: "Imprimer" }).click();
  await page.waitForFunction(() => window.printed === 1);
  assert.equal(new URL(page.url()).hash, "#/note");
  await page.emulateMedia({ media: "print" });
  const text = plain(await page.locator("#contenu").innerText());
  for (const words of [
    "Vos droits en novembre 2026",
    "version",
    "Note du 21 novembre 2026",
    "Naissance le 10 mars 1988".toLowerCase(),
    "750 € par mois",
    rsa,
    "Au départ : montant garanti à votre foyer",
    "Il faut un enfant de moins de 3 ans",
    "Code de l'action sociale et des familles, article L262-2",
  ]) {
    assert.ok(text.toLowerCase().includes(words.toLowerCase()), words);
  }
  assert.equal(await page.locator("#contenu button:visible").count(), 0, "no button on paper");
  const colours = await page.evaluate(() => {
    const grey = (colour) => new Set(colour.match(/[\d.]+/g).slice(0, 3)).size === 1;
    return [...document.querySelectorAll("#contenu *")]
      .filter((one) => one.offsetParent)
      .map((one) => getComputedStyle(one))
      .flatMap((style) => [style.color, style.backgroundColor])
      .filter((colour) => !grey(colour));
  });
  assert.deepEqual([...new Set(colours)], [], "no colour on paper");
  const count = await sheets(page);
  assert.ok(count >= 2 && count <= 8, `${count} sheets`);
  assert.deepEqual(problems, []);
  await close();
});

test("une demande d'explications et un recours se remplissent, et ne gardent rien", async () => {
  const { page, problems, close } = await visit(browser, site.url, { width: 360 });
  await FOYERS.marseille(page);
  const before = await kept(page);
  await page.goto(`${site.url}#/droits/aides-au-logement`);
  await page.getByRole("link", { name: "Demander le détail du calcul" }).click();
  const letter = page.getByRole("textbox", { name: /Lettre/ });
  let text = plain(await letter.innerText());
  for (const words of [
    "[Votre prénom et votre nom]",
    "pour novembre 2026 : Aide au logement (APL, ALF ou ALS)",
    "je trouve 308,00 € par mois.",
    "Au départ : ",
    "articles L311-3-1 et R311-3-1-2",
    "Code de la construction et de l'habitation",
  ]) {
    assert.ok(text.includes(words), words);
  }
  assert.doesNotMatch(text, /\{\d\}/);
  await clean(page, "lettre");
  await fits(page, "lettre");
  await letter.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Camille Exemple");
  assert.match(plain(await letter.innerText()), /Camille Exemple/);
  await page.goto(`${site.url}#/recours/aides-au-logement`);
  await page.getByRole("heading", { level: 1, name: "Contester une décision" }).waitFor();
  text = plain(await letter.innerText());
  assert.match(text, /Je conteste votre décision/);
  assert.match(text, /sur le fondement de : Code de la construction et de l'habitation, article L825-1/);
  assert.doesNotMatch(text, /Camille/);
  assert.match(plain(await page.locator("#contenu").innerText()), /À qui l'écrire\s+Écrire à la commission de recours amiable/);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#titre").isVisible(), false, "the letter alone is printed");
  assert.ok((await sheets(page)) <= 2);
  assert.deepEqual(await kept(page), before);
  assert.deepEqual(problems, []);
  await close();
});

test("où le calcul ne trouve rien, la lettre n'argumente pas contre qui l'écrit, et la page le dit", async () => {
  const { page, problems, close } = await visit(browser, site.url, { width: 360 });
  await FOYERS.marseille(page);
  const letter = page.getByRole("textbox", { name: /Lettre/ });
  const notice = page.getByText("Il n'appuie pas cette lettre");
  for (const kind of ["recours", "explications"]) {
    await page.goto(`${site.url}#/${kind}/allocations-familiales`);
    await notice.waitFor();
    const text = plain(await letter.innerText());
    assert.match(text, /je trouve \[le montant que vous trouvez, et pourquoi\]\./);
    assert.match(text, /(mon calcul|me fonde) : \[les articles de loi\]\./);
    assert.doesNotMatch(text, /Il faut|vous en avez|: $/m, "nothing speaks against the sender, nothing is empty");
  }
  await clean(page, "lettre sans montant");
  await fits(page, "lettre sans montant");
  await page.emulateMedia({ media: "print" });
  assert.equal(await notice.isVisible(), false, "a note for the person, not for the paper");
  await page.emulateMedia({ media: "screen" });
  await page.goto(`${site.url}#/recours/rsa`);
  await page.getByText("je trouve 573,49 € par mois").waitFor();
  assert.equal(await notice.count(), 0);
  // On the note, a refusal has its law.
  await page.goto(`${site.url}#/note`);
  const refused = page.locator(".noted").filter({ has: page.getByRole("heading", { name: /^Allocation de base/ }) });
  assert.match(plain(await refused.innerText()), /La loi : Code de la sécurité sociale, article/);
  assert.deepEqual(problems, []);
  await close();
});

test("la lettre est en français, même quand la page est en anglais", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await FOYERS.marseille(page);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: /Your rights/ }).waitFor();
  await page.goto(`${site.url}#/recours/rsa`);
  await page.getByRole("heading", { level: 1, name: "Contest a decision" }).waitFor();
  const text = plain(await page.getByRole("textbox").innerText());
  assert.match(text, /pour novembre 2026, je trouve 573,49 € par mois\./);
  assert.match(text, /Au départ : montant garanti/);
  assert.doesNotMatch(text, /You|Start from|November/);
  assert.deepEqual(problems, []);
  await close();
});
