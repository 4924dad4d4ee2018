//! The laying out: each node of a program at each month at which it is read, after what it needs.

use super::alike::Alike;
use super::{Detail, Plan, PlanError, Slot};
use crate::Month;
use crate::evaluate::Constants;
use crate::program::{NodeId, Op, Program, RuleId};

/// A plan being laid out, as far as it is.
#[derive(Debug)]
pub struct Layout<'a> {
    pub(super) program: &'a Program,
    pub(super) plan: Plan,
    rules: Vec<RuleId>,
    /// Whether what does the same at several months is looked for.
    pub(super) sharing: bool,
    /// What depends on no household.
    pub(super) constants: Constants,
    /// The nodes being laid out: to meet one of these below itself, at any month, is a cycle.
    open: Vec<bool>,
    /// What is left to lay out, the last first, and whether what it needs is there.
    pending: Vec<(NodeId, Month, bool)>,
    /// What the node at hand needs.
    pub(super) needs: Vec<(NodeId, Month)>,
    /// Where that is kept.
    pub(super) operands: Vec<Slot>,
    /// For each node, at how many months its sentences were looked at; none when they are not shown.
    pub(super) told: Option<Vec<usize>>,
}

impl<'a> Layout<'a> {
    pub(super) fn new(
        program: &'a Program,
        month: Month,
        rules: &[RuleId],
        detail: Detail,
        sharing: bool,
    ) -> Result<Self, PlanError> {
        let plan = Plan {
            month,
            household: Vec::new(),
            people: Vec::new(),
            order: Vec::new(),
            constants: Vec::new(),
            alike: Alike::default(),
            results: Vec::new(),
            depth: 0,
            slots: vec![Vec::new(); program.nodes.len()],
            before: Vec::new(),
            reads: vec![Vec::new(); program.questions.len()],
        };
        let told = (detail == Detail::Sentences).then(|| vec![0; program.nodes.len()]);
        let (mut pending, needs, operands) = <(Vec<_>, _, _)>::default();
        for rule in rules.iter().rev() {
            let rule = program.rules.get(rule.index()).ok_or(PlanError::Damaged)?;
            pending.push((rule.node, month, false));
        }
        Ok(Self {
            program,
            plan,
            rules: rules.to_vec(),
            sharing,
            constants: Constants::new(),
            open: vec![false; program.nodes.len()],
            pending,
            needs,
            operands,
            told,
        })
    }

    /// Lays out so many more nodes at most; tells whether all is laid out.
    ///
    /// Goes depth first with its own stack: rules may be many, the browser's stack is small.
    ///
    /// # Errors
    ///
    /// See [`PlanError`].
    pub fn advance(&mut self, nodes: usize) -> Result<bool, PlanError> {
        for _ in 0..nodes {
            match self.pending.pop() {
                Some((node, month, ready)) => self.visit(node, month, ready)?,
                None if self.needs_more_to_tell() => {}
                None => return Ok(true),
            }
        }
        Ok(false)
    }

    /// The plan, all of which is laid out.
    ///
    /// # Errors
    ///
    /// See [`PlanError`].
    pub fn finish(mut self) -> Result<Plan, PlanError> {
        while !self.advance(usize::MAX)? {}
        for rule in &self.rules {
            let rule = self.program.rules.get(rule.index()).ok_or(PlanError::Damaged)?;
            let slot = self.plan.laid_out(rule.node, self.plan.month);
            self.plan.results.push(slot.ok_or(PlanError::Damaged)?);
        }
        self.plan.settle();
        Ok(self.plan)
    }

    fn visit(&mut self, node: NodeId, month: Month, ready: bool) -> Result<(), PlanError> {
        if self.plan.laid_out(node, month).is_some() {
            return Ok(());
        }
        self.look_for_needs(node, month)?;
        let open = self.open.get_mut(node.index()).ok_or(PlanError::Damaged)?;
        if ready {
            *open = false;
            let slot = self.lay_out(node, month)?;
            if let Some(slots) = self.plan.slots.get_mut(node.index()) {
                slots.push((month, slot));
            }
        } else {
            if *open {
                return Err(PlanError::Damaged);
            }
            *open = true;
            self.pending.push((node, month, true));
            // A stack turns the order around: the first operand goes on it last.
            let needs = self.needs.iter().rev();
            self.pending.extend(needs.map(|(node, month)| (*node, *month, false)));
        }
        Ok(())
    }

    /// Whether the sentences of what was laid out last show more: it is then left to lay out. What the
    /// results need tells its sentences at each of its months. These may bring further rules, which tell
    /// theirs at the month asked about only: rules that look back would go back for ever.
    fn needs_more_to_tell(&mut self) -> bool {
        let Some(told) = &mut self.told else { return false };
        let program = self.program;
        let mut explained = vec![None; program.nodes.len()];
        for rule in &program.rules {
            if let Some(place) = explained.get_mut(rule.node.index()) {
                *place = rule.explanation;
            }
        }
        let month = self.plan.month;
        let first = told.iter().all(|told| *told == 0);
        let mut fresh = Vec::new();
        for (((node, told), slots), explained) in
            program.nodes.iter().zip(told).zip(&self.plan.slots).zip(explained)
        {
            let months = slots.get(*told..).unwrap_or_default();
            *told = slots.len();
            if months.is_empty() {
                continue;
            }
            let mut texts: Vec<_> = explained.into_iter().collect();
            node.op.texts(&mut |text| texts.push(text));
            if let Op::Question(question) = &node.op
                && let Some(question) = program.questions.get(question.index())
            {
                texts.push(question.label);
                texts.extend([question.ask, question.why, question.help].into_iter().flatten());
            }
            let shown = texts.iter().filter_map(|text| program.texts.get(text.index())).flatten();
            for node in shown {
                let months = months.iter().map(|(month, _)| *month);
                let months = months.filter(|at| first || *at == month);
                fresh.extend(months.map(|month| (*node, month, false)));
            }
        }
        self.pending.extend(fresh.into_iter().rev());
        !self.pending.is_empty()
    }
}
