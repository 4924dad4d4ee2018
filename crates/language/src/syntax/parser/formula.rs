//! Rules: `règle` and `droit`, with their conditions, formulas and clauses.

use super::Parsed;
use super::cursor::Cursor;
use super::fiche::{caveat, nothing_below, twice, unfold, unknown_line};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Spanned;
use crate::syntax::ast::{
    BoundLine, CaseLine, ConditionLine, ExceptionLine, Formula, FormulaValue, Jump, Labelled,
    Rounding, Rule, TermLine, Text,
};
use crate::syntax::token::{Line, Sign, TokenKind};
use auclair_engine::program::RoundMode;
use auclair_engine::{Period, Unit};
use rust_decimal::Decimal;

const RULE: [&str; 13] = [
    "vaut",
    "sauf si",
    "au moins",
    "au plus",
    "arrondi",
    "non versé en dessous de",
    "expliquer",
    "exiger",
    "détailler",
    "depuis le",
    "simplifiée",
    "à sourcer",
    "à confirmer",
];

/// `règle nom : unité par personne « libellé » [références]`
pub(super) fn rule(mut cursor: Cursor, below: &[Line], droit: bool) -> Parsed<Rule> {
    let name = cursor.name()?;
    cursor.need_sign(Sign::Colon)?;
    let kind = cursor.kind()?;
    let per_person = cursor.eat("par personne");
    let label = cursor.text();
    let references = cursor.references();
    cursor.finish()?;
    let mut rule = Rule {
        title: Labelled { name, label },
        kind,
        droit,
        per_person,
        uncovered: Vec::new(),
        conditions: Vec::new(),
        formulas: Vec::new(),
        explanation: None,
        demand: None,
        caveats: Vec::new(),
        references,
        quotes: Vec::new(),
        detailed: false,
    };
    let mut undated = Formula::default();
    let mut any_undated = false;
    for line in below {
        let (tokens, deeper) = unfold(line);
        let mut inner = Cursor::new(&tokens, line.span(), cursor.diagnostics);
        let c = &mut inner;
        if let Some(TokenKind::Quote(quote)) = c.peek() {
            rule.quotes.push(Spanned::new(quote.clone(), c.span()));
            c.advance();
        } else if let Some(verb) = ["expliquer", "exiger"].into_iter().find(|verb| c.eat(verb)) {
            if rule.explanation.is_some() || rule.demand.is_some() {
                return Err(twice(c, &format!("« {verb} »")));
            }
            let text = c.need_text()?;
            if verb == "exiger" {
                rule.demand = Some(text);
            } else {
                rule.explanation = Some(text);
            }
        } else if c.eat("détailler") {
            rule.detailed = true;
        } else if let Some(caveat) = caveat(c)? {
            rule.caveats.push(caveat);
        } else if droit && c.eat("non couvert si") {
            let condition = condition(c)?;
            let said = saying(deeper, Some("dire"), cursor.diagnostics)?;
            rule.uncovered.push(ConditionLine { text: said.text, ..condition });
            continue;
        } else if droit && c.eat("si") {
            let condition = condition(c)?;
            let Saying { text, jump } = saying(deeper, Some("sinon dire"), cursor.diagnostics)?;
            rule.conditions.push(ConditionLine { text, jump, ..condition });
            continue;
        } else if c.eat("depuis le") {
            let from = c.date()?;
            rule.references.extend(c.references());
            c.finish()?;
            let mut formula = Formula::default();
            for line in deeper {
                clause(&mut formula, line, cursor.diagnostics)?;
            }
            rule.formulas.push((Some(from), formula));
            continue;
        } else {
            clause(&mut undated, line, cursor.diagnostics)?;
            any_undated = true;
            continue;
        }
        c.finish()?;
        nothing_below(deeper, cursor.diagnostics)?;
    }
    if any_undated && !rule.formulas.is_empty() {
        let span = rule.title.name.span;
        return Err(cursor.report(
            Diagnostic::error(Code::Formula, span, "des formules datées et une formule sans date")
                .help("mettez chaque formule sous son « depuis le … »"),
        ));
    }
    if rule.formulas.is_empty() {
        rule.formulas.push((None, undated));
    }
    if let Some((_, formula)) = rule.formulas.iter().find(|(_, formula)| formula.value.is_none()) {
        let span = formula.exceptions.first().map_or(rule.title.name.span, |line| line.span);
        return Err(cursor.report(
            Diagnostic::error(Code::Missing, span, "cette règle ne dit pas ce qu'elle vaut")
                .help("ajoutez une ligne « vaut … »"),
        ));
    }
    Ok(rule)
}

fn condition(c: &mut Cursor) -> Parsed<ConditionLine> {
    let condition = c.expression()?;
    let label = c.text();
    let references = c.references();
    c.finish()?;
    Ok(ConditionLine { condition, label, text: None, jump: None, references })
}

/// What stands below a line that decides something.
#[derive(Default)]
struct Saying {
    /// What is said when it decides.
    text: Option<Text>,
    /// Where the law wants the jump that it makes.
    jump: Option<Jump>,
}

/// Reads the lines below: what is said, when something can be, and a jump that the law wants.
fn saying(lines: &[Line], says: Option<&str>, diagnostics: &mut Vec<Diagnostic>) -> Parsed<Saying> {
    const JUMP: &str = "saut voulu";
    let mut found = Saying::default();
    for line in lines {
        let (tokens, deeper) = unfold(line);
        let mut cursor = Cursor::new(&tokens, line.span(), diagnostics);
        let c = &mut cursor;
        if c.eat(JUMP) {
            let references = c.references();
            if found.jump.is_some() {
                return Err(twice(c, "« saut voulu »"));
            }
            if references.is_empty() {
                let message = "rien ne dit où la loi veut ce saut";
                c.diagnostics.push(
                    Diagnostic::error(Code::NoSource, line.span(), message)
                        .help("ajoutez l'article : « saut voulu [CODE article] »"),
                );
            }
            found.jump = Some(Jump { span: line.span(), references });
        } else if says.is_some_and(|says| c.eat(says)) {
            if found.text.is_some() {
                return Err(twice(c, &format!("« {} »", says.unwrap_or_default())));
            }
            found.text = Some(c.need_text()?);
        } else {
            let known: Vec<&str> = says.into_iter().chain([JUMP]).collect();
            return Err(unknown_line(c, "une condition ou un cas", &known));
        }
        c.finish()?;
        nothing_below(deeper, diagnostics)?;
    }
    Ok(found)
}

/// Reads a line of a formula: its value, an exception or a clause.
fn clause(formula: &mut Formula, line: &Line, diagnostics: &mut Vec<Diagnostic>) -> Parsed<()> {
    let (tokens, deeper) = unfold(line);
    let mut cursor = Cursor::new(&tokens, line.span(), diagnostics);
    let c = &mut cursor;
    let span = line.span();
    if c.eat("vaut la somme de") {
        c.finish()?;
        if formula.value.is_some() {
            return Err(twice(c, "« vaut »"));
        }
        let mut terms = Vec::new();
        for line in deeper {
            terms.push(term(line, diagnostics)?);
        }
        formula.value = Some(Spanned::new(FormulaValue::Sum(terms), span));
        return Ok(());
    }
    if c.eat("vaut") {
        let value = c.expression()?;
        let when = if c.eat("si") { Some(c.expression()?) } else { None };
        let otherwise = c.eat("sinon");
        let references = c.references();
        c.finish()?;
        let case = |Saying { text, jump }| CaseLine {
            span,
            value,
            when,
            otherwise,
            text,
            jump,
            references,
        };
        match &mut formula.value {
            None => {
                let case = case(saying(deeper, Some("dire"), diagnostics)?);
                formula.value = Some(Spanned::new(FormulaValue::Cases(vec![case]), span));
            }
            Some(Spanned { node: FormulaValue::Cases(cases), .. }) => {
                cases.push(case(saying(deeper, Some("dire"), diagnostics)?));
            }
            Some(Spanned { node: FormulaValue::Sum(_), .. }) => {
                return Err(twice(c, "« vaut »"));
            }
        }
        return Ok(());
    }
    if c.eat("sauf si") {
        let when = c.expression()?;
        c.need_sign(Sign::Colon)?;
        let value = c.expression()?;
        let prevails = c.eat_sign(Sign::Comma);
        if prevails {
            c.need("prime sur les suivantes")?;
        }
        let references = c.references();
        c.finish()?;
        let Saying { text, jump } = saying(deeper, Some("dire"), diagnostics)?;
        let line = ExceptionLine { span, when, value, prevails, text, jump, references };
        formula.exceptions.push(line);
        return Ok(());
    }
    if c.eat("arrondi") {
        let rounding = rounding(c, span)?;
        if formula.rounding.is_some() {
            return Err(twice(c, "« arrondi »"));
        }
        let Saying { jump, .. } = saying(deeper, None, diagnostics)?;
        formula.rounding = Some(Rounding { jump, ..rounding });
        return Ok(());
    }
    let bounds = ["au moins", "au plus", "non versé en dessous de"];
    for (index, words) in bounds.into_iter().enumerate() {
        if !c.eat(words) {
            continue;
        }
        let value = c.additive()?;
        let references = c.references();
        c.finish()?;
        let place = match index {
            0 => &mut formula.low,
            1 => &mut formula.high,
            _ => &mut formula.threshold,
        };
        if place.is_some() {
            return Err(twice(c, &format!("« {words} »")));
        }
        let Saying { text, jump } = saying(deeper, Some("sinon dire"), diagnostics)?;
        if let (Some(jump), 0 | 1) = (&jump, index) {
            let message = "une borne ne fait pas de saut : le montant la rejoint pas à pas";
            diagnostics.push(
                Diagnostic::error(Code::Line, jump.span, message).help(
                    "mettez « saut voulu » sous le cas, la condition ou le seuil qui le fait",
                ),
            );
        }
        *place = Some(BoundLine { span, value, text, jump, references });
        return Ok(());
    }
    Err(unknown_line(c, "une règle", &RULE))
}

/// `plafond × 12 % si personnes = 1`, perhaps with a minus before.
fn term(line: &Line, diagnostics: &mut Vec<Diagnostic>) -> Parsed<TermLine> {
    let (tokens, deeper) = unfold(line);
    let mut cursor = Cursor::new(&tokens, line.span(), diagnostics);
    let c = &mut cursor;
    let minus = c.eat_sign(Sign::Minus);
    if !minus {
        c.eat_sign(Sign::Plus);
    }
    let value = c.additive()?;
    let when = if c.eat("si") { Some(c.expression()?) } else { None };
    c.finish()?;
    nothing_below(deeper, diagnostics)?;
    Ok(TermLine { minus, value, when })
}

/// `arrondi au centime le plus proche [référence]`
fn rounding(c: &mut Cursor, span: crate::source::Span) -> Parsed<Rounding> {
    let named = [
        ("au centime", Decimal::new(1, 2)),
        ("à l'euro", Decimal::ONE),
        ("au dollar", Decimal::ONE),
        ("à la dizaine d'euros", Decimal::TEN),
        ("à la centaine d'euros", Decimal::ONE_HUNDRED),
    ];
    let found = named.into_iter().find(|(words, _)| c.eat(words));
    let (step, unit) = if let Some((_, step)) = found {
        (step, Unit::Money(Period::Once))
    } else if c.eat("à l'unité") {
        (Decimal::ONE, Unit::Count)
    } else if c.sees("à") && matches!(c.peek_at(1), Some(TokenKind::Number(_))) {
        c.advance();
        let number = c.number()?;
        let unit = c.unit().unwrap_or(Unit::Count);
        let step =
            if unit == Unit::Percent { number.node / Decimal::ONE_HUNDRED } else { number.node };
        (step.normalize(), unit)
    } else {
        return Err(c.expected("« au centime », « à l'euro » ou « à 0,01 % »"));
    };
    let mode = if c.eat_any(&["le plus proche", "la plus proche"]) {
        RoundMode::Nearest
    } else if c.eat_any(&["inférieur", "inférieure"]) {
        RoundMode::Down
    } else if c.eat_any(&["supérieur", "supérieure"]) {
        RoundMode::Up
    } else {
        return Err(c.expected("« le plus proche », « inférieur » ou « supérieur »"));
    };
    let references = c.references();
    c.finish()?;
    if step <= Decimal::ZERO {
        return Err(c.report(Diagnostic::error(
            Code::Formula,
            span,
            "un arrondi à zéro n'existe pas",
        )));
    }
    Ok(Rounding { span, step, unit, mode, jump: None, references })
}
