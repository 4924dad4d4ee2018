// The built client, loaded as VS Code loads it: without the editor, whose module is stood in for.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import Module from "node:module";
import test from "node:test";

/** Anything the editor may have: a class, a function, a namespace. */
function editor() {
  return new Proxy(class {}, {
    get: (target, name) => (name in target || typeof name === "symbol" ? target[name] : editor()),
    apply: () => ({ dispose() {} }),
  });
}

test("the client starts the command that the settings name", async () => {
  const load = Module._load;
  const asked = [];
  Module._load = (name, ...rest) => {
    if (name === "vscode") {
      const vscode = editor();
      vscode.version = "1.91.0";
      vscode.EventEmitter = class {
        event = () => ({ dispose() {} });
        fire() {}
        dispose() {}
      };
      vscode.workspace = Object.assign(editor(), {
        textDocuments: [],
        workspaceFolders: undefined,
        onDidChangeConfiguration: () => ({ dispose() {} }),
        getConfiguration: (section) => ({
          get: (key, otherwise) => {
            asked.push(`${section}.${key}`);
            return key === "commande" ? "auclair-absent" : otherwise;
          },
        }),
      });
      vscode.window = Object.assign(editor(), {
        visibleTextEditors: [],
        tabGroups: Object.assign(editor(), { all: [] }),
        showErrorMessage: (message) => asked.push(message),
      });
      vscode.l10n = { t: (words, ...values) => words.replace("{0}", values[0]) };
      return vscode;
    }
    return load(name, ...rest);
  };
  try {
    const client = createRequire(import.meta.url)("../dist/extension.js");
    assert.equal(typeof client.deactivate, "function");
    // A command that is not there is told with what to do.
    await client.activate({ subscriptions: [] });
    assert.deepEqual(asked.slice(0, 2), ["auclair.commande", "auclair.mois"]);
    assert.match(asked[2], /« auclair-absent » ne démarre pas.*auclair\.commande/);
  } finally {
    Module._load = load;
  }
});
