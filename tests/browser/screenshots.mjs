// Draws the pictures of the README: `npm run screenshots`, once the site is built.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { FOYERS } from "./foyers.mjs";
import { launch, serve, visit } from "./site.mjs";

const FOLDER = fileURLToPath(new URL("../../docs/images", import.meta.url));
const HEIGHTS = { 360: 780, 1280: 900 };

await mkdir(FOLDER, { recursive: true });
const site = await serve();
const browser = await launch();
for (const [width, height] of Object.entries(HEIGHTS)) {
  const { page, close } = await visit(browser, site.url, { width: Number(width), height });
  const draw = async (name) => {
    // The results so far come a moment after the answers.
    await page.waitForTimeout(1000);
    await page.screenshot({ path: `${FOLDER}/${name}-${width}.png` });
  };
  await draw("accueil");
  await FOYERS.lyon(page);
  await draw("resultats");
  await page.goto(`${site.url}#/questions/ressources`);
  await page.getByRole("heading", { level: 1, name: "Vos ressources" }).waitFor();
  await draw("ressources");
  await page.goto(`${site.url}#/droits/rsa`);
  await page.getByRole("heading", { level: 1, name: /RSA/ }).waitFor();
  await draw("rsa");
  await close();
}
await browser.close();
await site.close();
