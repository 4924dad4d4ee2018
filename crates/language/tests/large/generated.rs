//! Rule files made up, as large as one wants: a chain in which each rule reads the one before.

use auclair_language::SourceFile;
use std::fmt::Write;

/// How many rules a file holds, as real ones do.
const RULES_A_FILE: usize = 100;

const SHARED: &str = "\
juridiction « Exemple » monnaie € à partir de 01/2024

texte LOI « Loi d'exemple »

thème ressources « Ressources »

commun

question loyer : €/mois « Loyer »
  thème ressources
  demander « Quel est votre loyer ? »
  pourquoi « L'aide part du loyer. »
  au moins 0 €/mois
  au plus 10 000 €/mois
";

const END: &str = "
  expliquer « L'aide est de {aide}. »

test « exemple » au 05/2026
  soit 1 adulte de 41 ans
  avec loyer : 100 €/mois
  attendu aide = 0
  source « aucune : seul le temps compte »
";

/// The files of a benefit with this many rules: sums, cases, bounds and months in turn.
pub(crate) fn rules(count: usize) -> Vec<SourceFile> {
    let mut files = vec![SourceFile::new("commun.regle", SHARED)];
    let mut text = String::from("dispositif aide « Aide d'exemple » par mois   [LOI 1]\n");
    let mut before = String::from("loyer");
    for index in 0..count {
        if index > 0 && index % RULES_A_FILE == 0 {
            files.push(SourceFile::new(format!("aide-{index:06}.regle"), &text));
            text = String::from("suite du dispositif aide\n");
        }
        text.push_str(&rule(index, &before));
        before = format!("montant {index}");
    }
    let _ = write!(text, "\ndroit aide : €/mois   [LOI 1]\n  vaut {before}{END}");
    files.push(SourceFile::new("aide-fin.regle", &text));
    files
}

fn rule(index: usize, before: &str) -> String {
    let head = format!("\nrègle montant {index} : €/mois   [LOI 2]\n");
    match index % 4 {
        0 => format!(
            "\nparamètre plafond {index} « Plafond »\n  depuis le 01/01/2020 : {index} €/mois   [LOI 2]\n\
             {head}  vaut {before} + plafond {index}\n  \
             expliquer « On ajoute {{plafond {index}}} : c'est {{montant {index}}}. »\n"
        ),
        1 => format!(
            "{head}  vaut {before} si loyer ≥ 500 €/mois\n    dire « Le loyer est élevé. »\n  \
             vaut loyer sinon\n    dire « Le loyer est modéré. »\n"
        ),
        2 => format!("{head}  vaut {before} × 50 %\n  au moins 0 €/mois\n"),
        _ => format!("{head}  vaut {before} + loyer au mois M-1\n"),
    }
}
