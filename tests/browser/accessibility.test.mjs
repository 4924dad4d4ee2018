// The site for all: the keyboard alone, colours that the person imposes, nothing that moves, words said once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fits } from "./clean.mjs";
import { FOYERS } from "./foyers.mjs";
import { worth } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { visit } from "./site.mjs";

test("au clavier seul : du début aux résultats, à un droit et à une lettre", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await tabTo(page, "Commencer");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Qui vit chez vous ?" }).waitFor();
  assert.equal(await focused(page), "Qui vit chez vous ?", "the new page is announced");
  await tabTo(page, /^Jour/);
  await page.keyboard.type("1");
  await page.keyboard.press("Tab");
  await page.keyboard.type("5");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1990");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Vous et vos proches" }).waitFor();
  await tabTo(page, "Oui");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.getByRole("radio", { name: "Non" }).isChecked(), true);
  await tabTo(page, /situation aujourd'hui/);
  await page.keyboard.type("Recherche");
  await page.keyboard.press("Enter");
  await tabTo(page, "Continuer");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Nationalité et séjour" }).waitFor();
  await tabTo(page, "Française");
  await page.keyboard.press("Space");
  await tabTo(page, "Continuer");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Votre logement" }).waitFor();
  assert.equal(await focused(page), "Votre logement");
  await tabTo(page, "Code postal");
  await page.keyboard.type("13001");
  await arrowTo(page, /êtes-vous logé/, /^Locataire d'un logement vide/);
  await tabTo(page, /payez-vous de loyer/);
  await page.keyboard.type("450");
  await arrowToRadio(page, "Un propriétaire privé, logement non conventionné");
  await arrowToRadio(page, "Aucune de ces situations");
  await onTo(page, "Vos ressources");
  await arrowToRadio(page, "Rien du tout");
  await onTo(page, "Épargne et biens");
  await arrowToRadio(page, "Non");
  await onTo(page, /^Vos droits/);
  assert.equal(await worth(page, "Revenu de solidarité active (RSA)"), "573,49 € par mois");
  const card = page.getByRole("article").filter({ hasText: "Revenu de solidarité active (RSA)" });
  const way = await card.getByRole("link", { name: /Voir le calcul/ }).evaluate((link) => link.hash);
  await tabTo(page, /Voir le calcul/, () => document.activeElement.hash, way);
  await enter(page, /RSA/);
  await tabTo(page, "Comment ce montant est trouvé");
  await page.keyboard.press("Enter");
  assert.ok(await page.evaluate(() => document.activeElement.closest("details").open), "a fold opens");
  await tabTo(page, /recours|contester/i);
  await enter(page, /recours|contester/i);
  await tabTo(page, "Imprimer");
  assert.deepEqual(problems, []);
  await close();
});

for (const [name, media] of [
  ["couleurs imposées", { forcedColors: "active" }],
  ["couleurs imposées, sombre", { forcedColors: "active", colorScheme: "dark" }],
]) {
  test(`${name} : ce qui est choisi et ce qui a le focus se voient, les états ont leurs mots`, async () => {
    const { page, close } = await visit(browser, site.url, { width: 360 });
    await page.emulateMedia(media);
    await FOYERS.lyon(page);
    await page.goto(`${site.url}#/questions/ressources`);
    await page.getByRole("checkbox", { name: "Salaires, vous" }).waitFor();
    const drawn = (box) => box.evaluate((one) => getComputedStyle(one).appearance);
    assert.notEqual(await drawn(page.getByRole("checkbox", { name: "Salaires, vous" })), "none", "drawn by the system");
    await page.keyboard.press("Tab");
    // A box is framed with its words.
    const framed = await page.evaluate(() => {
      const { activeElement: one } = document;
      return [one, one.closest(".option")].some((one) => one && getComputedStyle(one).outlineStyle === "solid");
    });
    assert.ok(framed, "what has the focus is framed");
    const line = await page.getByRole("textbox", { name: "Salaires, vous" }).evaluate((one) => getComputedStyle(one).borderTopStyle);
    assert.equal(line, "solid", "a field keeps its frame");
    await page.goto(`${site.url}#/droits/rsa`);
    await page.getByRole("heading", { name: "Les conditions" }).waitFor();
    const words = await page.locator(".conditions .status").allInnerTexts();
    assert.ok(words.length > 0 && words.every((word) => /^(Oui|Non|À savoir|Peut-être|On ne sait pas)/.test(word)), words.join(" | "));
    await fits(page, name);
    await close();
  });
}

// A colour that fades has a slow phone paint for as long, at each answer.
test("rien ne bouge ni ne fond, mouvement réduit ou non", async () => {
  const { page, close } = await visit(browser, site.url, { reducedMotion: "reduce" });
  const moving = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("*")].filter((one) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
        return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior === "smooth";
      }).length,
    );
  assert.equal(await moving(), 0);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  assert.equal(await moving(), 0);
  await page.evaluate(() => document.body.style.setProperty("transition-duration", "1s"));
  assert.equal(await moving(), 1, "the control: what fades is seen");
  await close();
});

test("les liens de l'accueil qui se suivent sont assez hauts pour un doigt", async () => {
  const { page, close } = await visit(browser, site.url, { width: 360 });
  const heights = await page.locator(".scope dt a, .links a").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  assert.ok(heights.length >= 14 && Math.min(...heights) >= 24, heights.join(" "));
  await close();
});

test("le focus se voit, et « Aller au contenu » y mène", async () => {
  const { page, close } = await visit(browser, site.url);
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Aller au contenu");
  const outline = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return `${style.outlineStyle} ${style.outlineWidth}`;
  });
  assert.doesNotMatch(outline, /none|\b0px/);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "contenu");
  await close();
});

test("les résultats sont dits une fois, quand la personne s'arrête", async () => {
  const { page, close } = await visit(browser, site.url);
  await FOYERS.lyon(page);
  await page.goto(`${site.url}#/questions/ressources`);
  await page.locator("[aria-live=polite]").filter({ hasText: /RSA/ }).waitFor({ state: "attached" });
  const said = page.evaluate(
    () =>
      new Promise((resolve) => {
        const region = document.querySelector("[aria-live=polite]");
        const heard = [];
        new MutationObserver(() => heard.push(region.textContent)).observe(region, {
          childList: true,
          characterData: true,
          subtree: true,
        });
        setTimeout(() => resolve(heard), 5000);
      }),
  );
  await page.getByRole("textbox", { name: "Salaires, vous" }).pressSequentially("12", { delay: 300 });
  const heard = await said;
  assert.equal(heard.length, 1, heard.join(" | "));
  assert.match(heard[0], /Allocations familiales : \S/);
  await close();
});

/** Presses Tab until the focus is on what has this name, and of which this holds. */
async function tabTo(page, name, read = () => null, wanted = null) {
  const is = (found) => (name instanceof RegExp ? name.test(found) : found === name);
  const seen = [];
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    const found = await focused(page);
    if (is(found) && (await page.evaluate(read)) === wanted) return;
    seen.push(found);
  }
  assert.fail(`${name} is not reached by the keyboard; met ${seen.join(" | ")}`);
}

/** Goes to a list, and down it until this line is chosen. */
async function arrowTo(page, list, line) {
  await tabTo(page, list);
  const chosen = () => page.evaluate(() => document.activeElement.selectedOptions[0].text);
  for (let presses = 0; !line.test(await chosen()); presses++) {
    assert.ok(presses < 20, `${line} is not in the list`);
    await page.keyboard.press("ArrowDown");
  }
}

/** Goes to the buttons of which one says this, and along them to it. */
async function arrowToRadio(page, name) {
  const beside = (name) => {
    const { type, name: group } = document.activeElement;
    const all = type === "radio" ? [...document.querySelectorAll(`input[name="${group}"]`)] : [];
    return all.some((one) => one.labels[0].innerText.trim() === name);
  };
  for (let presses = 0; !(await page.evaluate(beside, name)); presses++) {
    assert.ok(presses < 80, `${name} is not reached by the keyboard`);
    await page.keyboard.press("Tab");
  }
  if ((await focused(page)) === name) await page.keyboard.press("Space");
  for (let presses = 0; (await focused(page)) !== name; presses++) {
    assert.ok(presses < 10, `${name} is not chosen by the arrows`);
    await page.keyboard.press("ArrowDown");
  }
  assert.ok(await page.evaluate(() => document.activeElement.checked));
}

/** Follows what has the focus, to a page that is announced by its heading. */
async function enter(page, heading) {
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  assert.match(await focused(page), heading instanceof RegExp ? heading : new RegExp(heading));
}

/** Goes on to the next page. */
async function onTo(page, heading) {
  await tabTo(page, /^(Continuer|Voir les résultats)$/);
  await enter(page, heading);
}

/** The words of what has the focus. */
function focused(page) {
  return page.evaluate(() => {
    const one = document.activeElement;
    const labels = [...(one.labels ?? [])].map((label) => label.innerText);
    const words = one.getAttribute("aria-label") ?? labels[0] ?? one.innerText ?? "";
    return words.replace(/\s+/g, " ").trim();
  });
}
