// What every page must hold to.

import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";

/** Fails with what axe found, where. */
export async function clean(page, state) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    // Of the stricter level, the contrast of words: 7 to 1.
    .options({ rules: { "color-contrast-enhanced": { enabled: true } } })
    .analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${state} : ${id} (${help}) ${node.target.join(" ")}`),
  );
  assert.deepEqual(found, []);
}

/** No line of the page is wider than the screen. */
export async function fits(page, state) {
  const { wide, screen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  assert.ok(wide <= screen, `${state} : ${wide} px on a screen of ${screen}`);
}
