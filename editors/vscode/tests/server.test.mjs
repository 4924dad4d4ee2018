// The server as the client speaks to it: the protocol library of vscode-languageclient on one end of a
// pipe, « auclair lsp » on the other, and the real rules between them.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(createRequire(import.meta.url).resolve("vscode-languageclient/node"));
const protocol = require("vscode-languageserver-protocol/node");

const root = new URL("../../../", import.meta.url);
const file = new URL("rules/quebec/fournitures.regle", root);
const uri = pathToFileURL(fileURLToPath(file)).href;
const text = readFileSync(file, "utf8");

/** The command, as « cargo build -p auclair-cli » leaves it. */
function command() {
  const built = ["debug", "native", "release"].map((profile) =>
    fileURLToPath(new URL(`target/${profile}/auclair${process.platform === "win32" ? ".exe" : ""}`, root)),
  );
  const found = built.find(existsSync);
  assert.ok(found, "la commande n'est pas construite : cargo build -p auclair-cli");
  return found;
}

/** The place behind the first of these words. */
function behind(words) {
  const end = text.indexOf(words) + words.length;
  assert.ok(end >= words.length, `« ${words} » n'est pas dans le fichier`);
  const lines = text.slice(0, end).split("\n");
  return { line: lines.length - 1, character: lines.at(-1).length };
}

test("what the client asks, the server answers", async () => {
  const server = spawn(command(), ["lsp"]);
  const connection = protocol.createProtocolConnection(
    new protocol.StreamMessageReader(server.stdout),
    new protocol.StreamMessageWriter(server.stdin),
  );
  const told = new Map();
  let tell = () => {};
  connection.onNotification(protocol.PublishDiagnosticsNotification.type, (said) => {
    told.set(said.uri, said.diagnostics);
    tell();
  });
  const wrong = async () => {
    while (!told.has(uri)) await new Promise((resolve) => (tell = resolve));
    return told.get(uri);
  };
  connection.listen();
  try {
    const { capabilities } = await connection.sendRequest(protocol.InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
      initializationOptions: { mois: "2026-11" },
    });
    assert.ok(capabilities.hoverProvider && capabilities.definitionProvider);
    await connection.sendNotification(protocol.InitializedNotification.type, {});
    await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: "regle", version: 1, text },
    });
    assert.deepEqual(await wrong(), []);

    const at = (words) => ({ textDocument: { uri }, position: behind(words) });
    const hover = await connection.sendRequest(
      protocol.HoverRequest.type,
      at("vaut montant par enf"),
    );
    assert.match(hover.contents.value, /\*\*127\u00a0\$ par an depuis le 1er\u00a0janvier\u00a02026\*\*/);
    const [place] = await connection.sendRequest(protocol.DefinitionRequest.type, at("vaut montant par enf"));
    assert.equal(place.uri, uri);
    assert.equal(text.split("\n")[place.range.start.line].startsWith("paramètre montant par enfant"), true);
    const found = await connection.sendRequest(protocol.CompletionRequest.type, at("vaut montant"));
    assert.ok(found.some((item) => item.label === "montant par enfant"));
    // The files of translated sentences change with the name.
    const edit = await connection.sendRequest(protocol.RenameRequest.type, {
      ...at("vaut montant par enf"),
      newName: "supplément par enfant",
    });
    const files = Object.keys(edit.changes).map((changed) => changed.split("/").slice(-2).join("/"));
    assert.deepEqual(files.sort(), ["en/fournitures.textes", "facile/fournitures.textes", "quebec/fournitures.regle"]);

    told.clear();
    await connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: text.replace("vaut montant par enfant ", "vaut montant par enfent ") }],
    });
    const [fault] = await wrong();
    assert.equal(fault.code, "nom-inconnu");
    assert.match(fault.message, /vouliez-vous dire « montant par enfant »/);
    await connection.sendRequest(protocol.ShutdownRequest.type);
    await connection.sendNotification(protocol.ExitNotification.type);
    const code = await new Promise((resolve) => server.on("exit", resolve));
    assert.equal(code, 0);
  } finally {
    connection.dispose();
    server.kill();
  }
});
