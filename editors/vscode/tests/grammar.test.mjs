// The colours of rule files, by the very libraries that VS Code colours with.
//
// `RECRIRE=1 npm test` rewrites exemple.couleurs; read the difference before you keep it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import test from "node:test";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const here = new URL(".", import.meta.url).pathname;
const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
await oniguruma.loadWASM(readFileSync(wasm).buffer);

const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => {
    const path = join(here, "../syntaxes/regle.tmLanguage.json");
    return textmate.parseRawGrammar(readFileSync(path, "utf8"), path);
  },
});
const grammar = await registry.loadGrammar("source.regle");

/** Each line with its pieces: their words and the scopes beyond that of the file. */
function coloured(text) {
  let stack = textmate.INITIAL;
  const lines = text.split("\n").map((line) => {
    const found = grammar.tokenizeLine(line, stack);
    stack = found.ruleStack;
    const pieces = found.tokens.map(({ startIndex, endIndex, scopes }) => ({
      words: line.slice(startIndex, endIndex),
      scopes: scopes.slice(1),
    }));
    return { line, pieces };
  });
  return { lines, depth: stack.depth };
}

test("an example is coloured as it was read and kept", () => {
  const { lines } = coloured(readFileSync(join(here, "exemple.regle"), "utf8"));
  const shown = lines.flatMap(({ line, pieces }) => [
    `>${line}`,
    ...pieces
      .filter(({ words, scopes }) => words.trim() !== "" && scopes.length > 0)
      .map(({ words, scopes }) => `  ${words.trim()}  ·  ${scopes.join(" ")}`),
  ]);
  const path = join(here, "exemple.couleurs");
  const text = `${shown.join("\n")}\n`;
  if (process.env.RECRIRE) writeFileSync(path, text);
  assert.equal(text, readFileSync(path, "utf8"));
});

function ruleFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ruleFiles(path);
    return entry.name.endsWith(".regle") ? [path] : [];
  });
}

test("in the real rules every fiche is opened and nothing stays open", () => {
  assert.notEqual(coloured("règle a : nombre « A").depth, textmate.INITIAL.depth);
  const files = ruleFiles(join(here, "../../../rules"));
  assert.ok(files.length > 20, `${files.length} files`);
  for (const file of files) {
    const { lines, depth } = coloured(readFileSync(file, "utf8"));
    assert.equal(depth, textmate.INITIAL.depth, `${file} ends inside of something`);
    for (const [index, { line, pieces }] of lines.entries()) {
      if (line === "" || line.startsWith(" ")) continue;
      const opens = line.startsWith("#") ? "comment" : "keyword.declaration";
      const scope = pieces[0].scopes.at(-1) ?? "";
      assert.ok(scope.startsWith(opens), `${file}:${index + 1} « ${line} » is ${scope}`);
    }
  }
});

/** The words of the language, as the language itself lists them. */
function vocabulary(name) {
  const path = join(here, "../../../crates/language/src/syntax/vocabulary.rs");
  const list = new RegExp(`pub const ${name}:[^=]*= &\\[([^]*?)\\n\\];`);
  const [, body] = readFileSync(path, "utf8").match(list);
  return [...body.matchAll(/"([^"]*)"/g)].map(([, words]) => words);
}

test("every word of the language has a colour", () => {
  const scope = (line, words) => {
    const { pieces } = coloured(line).lines[0];
    const piece = pieces.find((piece) => piece.words.trim() === words);
    return piece?.scopes.at(-1) ?? `nothing in ${JSON.stringify(pieces)}`;
  };
  const fiches = vocabulary("FICHES").filter((_, index) => index % 2 === 0);
  assert.ok(fiches.length >= 15);
  for (const words of fiches) {
    const line = words === "commun" ? words : `${words} nom`;
    assert.match(scope(line, words), /^keyword\.declaration/, words);
  }
  for (const words of vocabulary("OPENINGS")) {
    const line = words.endsWith("'") ? `  vaut 1 + ${words}adultes` : `  vaut 1 + ${words} x`;
    assert.match(scope(line, words), /^support\.function/, words);
  }
  for (const words of vocabulary("RESERVED")) {
    const line = words === "n'" ? "  vaut a si b n'est pas c" : `  vaut a ${words} b`;
    assert.match(scope(line, words === "n'" ? "n'est pas" : words), /^(keyword|support|constant)/, words);
  }
});
