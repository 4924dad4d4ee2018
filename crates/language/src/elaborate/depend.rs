//! The order in which bodies can be worked out, and the cycles that leave none.

use crate::names::{GroupId, Home, Names, Symbol};
use crate::syntax::ast::{Expr, ExprKind, Rule};
use auclair_engine::program::{QuestionId, RuleId, TableId};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Something with formulas of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Body {
    /// A rule.
    Rule(RuleId),
    /// A question that is asked under a condition, or that something can stand for.
    Question(QuestionId),
    /// A table, whose keys are formulas.
    Table(TableId),
    /// A group of people.
    Group(GroupId),
}

/// The bodies that the formulas of a rule need.
pub(super) fn of_rule(rule: &Rule, home: Home, names: &Names) -> Vec<Body> {
    let mut found = Vec::new();
    let mut visit = |expr: &Expr| expression(expr, home, names, &mut found);
    for line in rule.uncovered.iter().chain(&rule.conditions) {
        visit(&line.condition);
    }
    for (_, formula) in &rule.formulas {
        formula.expressions(&mut visit);
    }
    found
}

/// The bodies that a formula needs.
pub(super) fn expression(expr: &Expr, home: Home, names: &Names, found: &mut Vec<Body>) {
    let group = |name: &str| Names::find(&names.groups, home, name).map(Body::Group);
    match &*expr.kind {
        ExprKind::Name(name, owner) => {
            let home = match owner {
                None => home,
                Some(owner) => Names::find(&names.dispositifs, None, &owner.node),
            };
            match Names::find(&names.values, home, name) {
                Some(Symbol::Rule(rule)) => found.push(Body::Rule(rule)),
                Some(Symbol::Question(question)) => found.push(Body::Question(question)),
                Some(Symbol::Table(table)) => found.push(Body::Table(table)),
                Some(Symbol::Parameter(_) | Symbol::Role | Symbol::Birth) | None => {}
            }
        }
        ExprKind::Lookup(table, row, _) => {
            if let Some(Symbol::Table(table)) = Names::find(&names.values, home, &table.node) {
                found.push(Body::Table(table));
            }
            expression(row, home, names, found);
        }
        ExprKind::Persons(_, name, members, value) => {
            found.extend(group(&name.node));
            for part in members.iter().chain(value) {
                expression(part, home, names, found);
            }
        }
        _ => expr.parts(&mut |part| expression(part, home, names, found)),
    }
}

/// Sorts bodies so that each comes after those it needs; returns the cycles apart.
///
/// Tarjan's strongly connected components, with its own stack: chains of rules may be long.
pub(super) fn sort(needs: &BTreeMap<Body, Vec<Body>>) -> (Vec<Body>, Vec<Vec<Body>>) {
    let mut state = Tarjan::default();
    for body in needs.keys() {
        state.visit(*body, needs);
    }
    (state.order, state.cycles)
}

#[derive(Default)]
struct Tarjan {
    numbers: BTreeMap<Body, (usize, usize)>,
    stack: Vec<Body>,
    on_stack: BTreeMap<Body, bool>,
    order: Vec<Body>,
    cycles: Vec<Vec<Body>>,
}

impl Tarjan {
    fn visit(&mut self, root: Body, needs: &BTreeMap<Body, Vec<Body>>) {
        if self.numbers.contains_key(&root) {
            return;
        }
        let none = Vec::new();
        self.enter(root);
        let mut path: Vec<(Body, usize)> = vec![(root, 0)];
        while let Some((body, next)) = path.pop() {
            let children = needs.get(&body).unwrap_or(&none);
            match children.get(next) {
                Some(child) => {
                    path.push((body, next + 1));
                    if !self.numbers.contains_key(child) {
                        self.enter(*child);
                        path.push((*child, 0));
                    } else if self.on_stack.get(child) == Some(&true) {
                        let index = self.numbers.get(child).map_or(0, |(index, _)| *index);
                        self.lower(body, index);
                    }
                }
                None => {
                    self.leave(body, needs);
                    let low = self.numbers.get(&body).map_or(0, |(_, low)| *low);
                    if let Some((parent, _)) = path.last() {
                        self.lower(*parent, low);
                    }
                }
            }
        }
    }

    fn enter(&mut self, body: Body) {
        let index = self.numbers.len();
        self.numbers.insert(body, (index, index));
        self.stack.push(body);
        self.on_stack.insert(body, true);
    }

    fn lower(&mut self, body: Body, value: usize) {
        if let Some((_, low)) = self.numbers.get_mut(&body) {
            *low = (*low).min(value);
        }
    }

    fn leave(&mut self, body: Body, needs: &BTreeMap<Body, Vec<Body>>) {
        if self.numbers.get(&body).is_some_and(|(index, low)| index != low) {
            return;
        }
        let mut component = Vec::new();
        while let Some(member) = self.stack.pop() {
            self.on_stack.insert(member, false);
            component.push(member);
            if member == body {
                break;
            }
        }
        let alone = component.len() == 1;
        let itself = needs.get(&body).is_some_and(|needs| needs.contains(&body));
        if alone && !itself {
            self.order.push(body);
        } else {
            self.cycles.extend(round(&component, needs));
        }
    }
}

/// The shortest way round among bodies that all need each other: each needs the next, the last
/// needs the first.
fn round(component: &[Body], needs: &BTreeMap<Body, Vec<Body>>) -> Option<Vec<Body>> {
    let start = component.iter().min()?;
    let inside: BTreeSet<&Body> = component.iter().collect();
    let mut came_from: BTreeMap<&Body, &Body> = BTreeMap::new();
    let mut pending = VecDeque::from([start]);
    while let Some(body) = pending.pop_front() {
        for next in needs.get(body).into_iter().flatten().filter(|next| inside.contains(next)) {
            if next == start {
                let mut way = vec![*body];
                let mut at = body;
                while let Some(before) = came_from.get(at).filter(|_| at != start) {
                    way.push(**before);
                    at = before;
                }
                way.reverse();
                return Some(way);
            }
            if !came_from.contains_key(next) {
                came_from.insert(next, body);
                pending.push_back(next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(index: u32) -> Body {
        Body::Rule(RuleId(index))
    }

    #[test]
    fn a_cycle_is_told_in_the_order_in_which_each_needs_the_next() {
        // 0 needs 2, 2 needs 1 and 3, 1 needs 3, 3 needs 0: the shortest way leaves 1 out.
        let needs = BTreeMap::from([
            (rule(0), vec![rule(2)]),
            (rule(1), vec![rule(3)]),
            (rule(2), vec![rule(1), rule(3)]),
            (rule(3), vec![rule(0)]),
        ]);
        let (order, cycles) = sort(&needs);
        assert_eq!(order, []);
        assert_eq!(cycles, [[rule(0), rule(2), rule(3)]]);
    }
}
