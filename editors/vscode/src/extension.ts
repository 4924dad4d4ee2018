// The editor's side of « auclair lsp »: it starts the command and lets it answer.

import { type ExtensionContext, l10n, window, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  await start();
  context.subscriptions.push(
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("auclair")) {
        await deactivate();
        await start();
      }
    }),
  );
}

export async function deactivate(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function start(): Promise<void> {
  const settings = workspace.getConfiguration("auclair");
  const command = settings.get<string>("commande", "auclair");
  const month = settings.get<string>("mois", "");
  client = new LanguageClient(
    "auclair",
    "Au clair",
    { command, args: ["lsp"] },
    {
      documentSelector: [{ scheme: "file", language: "regle" }],
      initializationOptions: month === "" ? {} : { mois: month },
    },
  );
  try {
    await client.start();
  } catch {
    client = undefined;
    // Colours still work: the rest waits for the command.
    void window.showErrorMessage(
      l10n.t(
        "La commande « {0} » ne démarre pas. Construisez-la (cargo build -p auclair-cli), puis donnez son chemin au réglage « auclair.commande ».",
        command,
      ),
    );
  }
}
