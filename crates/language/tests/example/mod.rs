//! What an example of rules of one benefit needs around it: a law, a topic, a question about an income.

pub(crate) const SHARED: &str = "\
juridiction « Exemple » monnaie € à partir de 01/2024

texte LOI « Loi d'exemple »

thème ressources « Ressources »

commun

question revenu : €/mois par mois « Revenu »
  thème ressources
  demander « Quel est votre revenu ? »
  pourquoi « L'aide part du revenu. »
  au moins 0 €/mois
  au plus 10 000 €/mois
";
