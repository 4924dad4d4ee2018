// Pictures of screens that someone looked at, kept beside the tests: a screen that no longer looks so
// is shown with what changed. `AUCLAIR_RECRIRE=1` keeps the new ones, in few colours (Debian's pngquant),
// to be looked at before they are committed.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

const KEPT = fileURLToPath(new URL("images/", import.meta.url));
const SEEN = fileURLToPath(new URL("../../target/images/", import.meta.url));

/** Pixels that may differ: edges of letters, not a word. */
const TOLERATED = 30;

/** Every font size and weight of the site: by it one knows whether a machine draws as the kept pictures were. */
const SPECIMEN = `<meta charset="utf-8"><body style="width:300px;font:16px system-ui,sans-serif">
Trésorerie 0123456789 € « œuvre » <b>gras AVWA fi</b>
<p style="font:600 28px Georgia,serif">Titre à 28 px</p><button>Bouton</button>
<input type="radio"><input type="checkbox" checked><select><option>Liste</select>`;

const rewrites = () => Boolean(process.env.AUCLAIR_RECRIRE);

/** Whether this machine has the fonts, and the browser the strokes, that the pictures were taken with. */
export async function drawsAlike(browser) {
  const page = await browser.newPage({ viewport: { width: 320, height: 240 } });
  await page.setContent(SPECIMEN);
  const drawn = await page.screenshot();
  await page.close();
  if (rewrites()) {
    await mkdir(KEPT, { recursive: true });
    await writeFile(`${KEPT}specimen.png`, drawn);
    return true;
  }
  const kept = await readFile(`${KEPT}specimen.png`);
  return differences(PNG.sync.read(kept), PNG.sync.read(drawn)).count === 0;
}

/** The page in all its height, once it does not change any more. */
async function still(page) {
  for (let before = null; ; ) {
    const drawn = await page.screenshot({ fullPage: true, animations: "disabled" });
    if (before?.equals(drawn)) return drawn;
    before = drawn;
    await page.waitForTimeout(200);
  }
}

/** Keeps a picture, four times lighter for colours that no eye tells apart. */
async function keep(file, drawn) {
  await writeFile(file, drawn);
  execFileSync("pngquant", ["--force", "--nofs", "--strip", "--ext", ".png", "128", file]);
}

/** Holds the page, in all its height, to its kept picture. */
export async function looks(page, name) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
    // The version of the rules changes with each of them.
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      text.data = text.data.replace(/\b\d+\.\d+\.\d+\+[0-9a-f]{16}/g, "0.0.0+0000000000000000");
    }
  });
  const drawn = await still(page);
  const kept = `${KEPT}${name}.png`;
  const before = await readFile(kept).catch(() => null);
  const now = PNG.sync.read(drawn);
  const found = before ? differences(PNG.sync.read(before), now) : { count: now.width * now.height };
  if (found.count <= TOLERATED) return undefined;
  if (rewrites()) return keep(kept, drawn);
  await mkdir(SEEN, { recursive: true });
  await writeFile(`${SEEN}${name}.png`, drawn);
  if (found.picture) await writeFile(`${SEEN}${name}.écarts.png`, PNG.sync.write(found.picture));
  return assert.fail(
    `${name}: ${found.count} pixels are not as in tests/browser/images/${name}.png; see target/images, ` +
      "then keep it with AUCLAIR_RECRIRE=1 when it is right",
  );
}

/** How many pixels differ, on the larger of the two. */
function differences(before, now) {
  const [width, height] = [Math.max(before.width, now.width), Math.max(before.height, now.height)];
  const enlarged = (picture) => {
    const whole = new PNG({ width, height });
    PNG.bitblt(picture, whole, 0, 0, picture.width, picture.height, 0, 0);
    return whole;
  };
  const picture = new PNG({ width, height });
  const count = pixelmatch(enlarged(before).data, enlarged(now).data, picture.data, width, height, { threshold: 0.2 });
  return { count, picture };
}
